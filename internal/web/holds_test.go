package web_test

import (
	"net/url"
	"testing"

	"simpanbudi/internal/librarytest"
)

func TestMembersWaitForBooks(t *testing.T) {
	// lent is a member, a book that somebody else has, and one on the shelf.
	lent := func(s *site) map[string]any {
		m, item, shelf := s.reader(), s.Item(), s.Item()
		s.Member("umum").Loan(librarytest.Of(item))
		other := s.Member("umum").HoldTitle(s.Title())
		return map[string]any{"card": m.Card, "title": item.Title.ID, "name": item.Title.Name, "shelf": shelf.Title.ID, "others": other, "item": item.ID}
	}
	allowed := func(s *site) map[string]any {
		s.Set("member_holds", "on")
		return lent(s)
	}
	run(t, []scenario{
		{name: "find, wait, see the place, cancel", library: allowed, steps: []step{
			signIn(),
			{do: "GET /loans", status: 200, contains: []string{`href="/holds"`}},
			{do: "GET /holds", status: 200, contains: []string{"Belum menunggu buku", `action="/titles"`}},
			{do: "GET /titles?q=judul", status: 200, contains: []string{"{name}", "0 dari 1 ada di rak", `name="title" value="{title}"`, "dapat langsung dipinjam"}, lacks: []string{`value="{shelf}"`}},
			{do: "POST /holds", form: url.Values{"title": {"{title}"}}, status: 303, location: "/holds"},
			{do: "GET /holds", status: 200, contains: []string{"Masuk antrean", "{name}", "Ke-1 dari 1", "1 dari paling banyak 3 buku"}},
			{do: "POST /holds", form: url.Values{"title": {"{title}"}}, status: 422, contains: []string{"sudah ada dalam antrean", "Ke-1 dari 1"}},
			{do: "POST /holds", form: url.Values{"title": {"{shelf}"}}, status: 422, contains: []string{"Ada di rak", "813"}},
			{do: "POST /holds/cancel", form: url.Values{"hold": {"{others}"}}, status: 404},
			{do: "POST /holds/cancel", form: url.Values{"hold": {"2"}}, status: 303, location: "/holds", times: 2},
			{do: "GET /holds", status: 200, contains: []string{"Antrean dibatalkan", "Belum menunggu buku"}},
		}},
		{name: "what was typed is only text, and a slip is forgiven", library: allowed, steps: []step{
			signIn(),
			{do: "GET /titles?q=" + url.QueryEscape(`"><script>alert(1)</script>`), status: 200, lacks: []string{"<script>alert"}},
			{do: "GET /titles?q=jdul", status: 200, contains: []string{"Ini hasil untuk “judul”"}},
			{do: "GET /titles?q=", status: 200},
			{do: "POST /holds", form: url.Values{"title": {"x"}}, status: 400},
			{do: "POST /holds", form: url.Values{"title": {"99999"}}, status: 404},
		}},
		{name: "where the desk places holds, members only see theirs", library: lent, steps: []step{
			signIn(),
			{do: "GET /loans", status: 200, lacks: []string{`href="/holds"`}},
			{do: "GET /holds", status: 200, contains: []string{"datanglah ke meja layanan"}, lacks: []string{`action="/titles"`}},
			{do: "GET /titles?q=judul", status: 404},
			{do: "POST /holds", form: url.Values{"title": {"{title}"}}, status: 422, contains: []string{"antrean dibuat di meja layanan"}},
			{do: "POST /holds/cancel", form: url.Values{"hold": {"{others}"}}, status: 404},
		}},
		{name: "a book that stands ready says until when", library: func(s *site) map[string]any {
			vars := allowed(s)
			s.Exec(`insert into holds (title_id, member_id, placed_at, status, assigned_item_id, ready_at, shelf_until)
select ?, id, 1, 'ready', ?, 1, ? from members where card = ?`, vars["title"], vars["item"], librarytest.At("2026-11-27T23:59:59").Unix(), vars["card"])
			return vars
		}, steps: []step{
			signIn(),
			{do: "GET /holds", status: 200, contains: []string{"Siap diambil sampai Jumat, 27 November 2026", "Ambil di meja layanan"}},
		}},
		{name: "nobody waits without signing in", library: allowed, steps: []step{
			{do: "GET /holds", status: 303, location: "/"},
			{do: "GET /titles?q=judul", status: 303, location: "/"},
			{do: "POST /holds", form: url.Values{"title": {"{title}"}}, status: 303, location: "/"},
		}},
	})
}
