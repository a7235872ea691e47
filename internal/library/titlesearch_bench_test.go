package library_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
)

// BenchmarkSearchTitles searches a catalogue of 300,000 titles for what people type,
// common words among it, and tells the median, the 99th percentile and the slowest.
func BenchmarkSearchTitles(b *testing.B) {
	h := librarytest.New(b, librarytest.At("2026-11-23T09:00"))
	words := growCatalogue(b, h, 300_000)
	texts := []string{"dan", "a", "d", "di", "judul", "judul buku", "judul buku nomor", "judul buku nomor 4711", "judul buku nomor 999999999",
		"alfa beta", "judul buku nomor alfa beta", "buku d n a s", "dan di un se", "sejarah indonesia", "perpustakan", "zzzz yyyy xxxx wwww vvvv uuuu",
		"indonesai sejrah", "1", "12", "KUD00000042", "899.221", "9789793062792", "soekarno", "", "judul buku nomor alfa beta dan di untuk"}
	for i := range 200 {
		texts = append(texts, words[i], words[i][:2], words[i]+" "+words[i*7%len(words)], words[i+100][:min(4, len(words[i+100]))]+" "+words[i][:2])
	}
	var took []time.Duration
	slowest := map[string]time.Duration{}
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		text := texts[i%len(texts)]
		begin := time.Now()
		if _, err := h.Library.SearchTitles(context.Background(), text, "", 20); err != nil {
			b.Fatal(err)
		}
		d := time.Since(begin)
		took, slowest[text] = append(took, d), max(slowest[text], d)
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "max-ms")
	slices.SortFunc(texts, func(x, y string) int { return int(slowest[y] - slowest[x]) })
	for _, text := range slices.Compact(texts)[:8] {
		b.Logf("%v %q", slowest[text], text)
	}
}

// growCatalogue makes titles of words that are used as unevenly as those of a
// language, each with two copies, and returns the words.
func growCatalogue(b *testing.B, h *librarytest.House, titles int) []string {
	r := rand.New(rand.NewSource(1))
	syllables := strings.Fields("ka ma pe ra bu ku sa ti la ng an di ber men ter pem ta ni so lo gu ru ja wa")
	words := strings.Fields("dan di buku sejarah indonesia untuk pendidikan ilmu perpustakaan kesehatan")
	for len(words) < 60_000 {
		w := ""
		for range 2 + r.Intn(4) {
			w += syllables[r.Intn(len(syllables))]
		}
		words = append(words, w)
	}
	uneven := rand.NewZipf(r, 1.1, 3, uint64(len(words)-1))
	const batch = 5000
	for from := 1; from <= titles; from += batch {
		rows := make([][2]string, batch)
		for i := range rows {
			title := fmt.Sprintf("Judul buku nomor %d %s", from+i, []string{"alfa", "beta"}[i%2])
			for range 2 + r.Intn(6) {
				title += " " + words[uneven.Uint64()]
			}
			rows[i] = [2]string{title, words[r.Intn(len(words))] + " " + words[r.Intn(len(words))]}
		}
		list, err := json.Marshal(rows)
		if err != nil {
			b.Fatal(err)
		}
		h.Exec(`insert into titles (id, title, author, match_key)
select key + ?1, value ->> 0, value ->> 1, 'k' || (key + ?1) from json_each(?2)`, from, string(list))
		h.Exec(`insert into items (title_id, branch_id, barcode, call_number, item_type)
select key + ?1, 1, printf('KUD%08d', key + ?1), '899.221', 'book' from json_each(?2)
union all select key + ?1, 1, printf('KUE%08d', key + ?1), (key + ?1) % 1000, 'book' from json_each(?2)`, from, string(list))
	}
	// The first search finds the titles not yet indexed and sees to it.
	if _, err := h.Library.SearchTitles(context.Background(), "", "", 1); err != nil {
		b.Fatal(err)
	}
	return words
}
