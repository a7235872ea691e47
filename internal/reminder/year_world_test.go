package reminder_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/reminder/smtptest"
)

// world is a library and everything that is true in it, kept beside the database.
type world struct {
	t         *testing.T
	house     *librarytest.House
	service   *reminder.Service
	zone      *time.Location
	draw      *rand.Rand
	quiet     bool
	first     circulation.Day
	mailUntil circulation.Day
	planned   circulation.Day // the last day with a run of planning
	channels  []*recorder
	pace      reminder.Pace

	people []*person
	books  []*book
	titles map[string]*book
	closed map[circulation.Day]bool

	mu      sync.Mutex           // of what channels write, which send beside each other
	made    map[notice]time.Time // every notice, by when it was made
	told    map[notice]int64     // by which message it was told
	arrived []arrival
	doubted map[int64]bool // messages of which a try ended without an answer

	plans, killed, byHand int
	silent                int
	uncertain, counted    int64 // tries without an answer, as they were and as they were counted
}

// person is a member with how they are reached.
type person struct {
	*librarytest.Member
	category     string
	email, phone string
	stopped      map[string]bool // channels
}

// book is a loan.
type book struct {
	*librarytest.Loan
	who     *person
	title   string
	lent    circulation.Day
	renewed circulation.Day // 0: never
	due     time.Time
	out     bool
	fate    int // days after the due date on which it comes back
}

// steps of the two categories: ordinary members have those that ship, children's
// are counted in open days.
type step struct {
	days   int
	open   bool
	letter bool
}

var stepsOf = map[string][]step{
	"umum": {{-3, false, false}, {-1, false, false}, {0, false, false}, {1, false, false}, {3, false, false}, {7, false, false}, {14, false, false}, {21, false, true}},
	"anak": {{-2, true, false}, {1, true, false}, {5, true, false}, {9, false, false}},
}

func newWorld(t *testing.T, zone *time.Location, first circulation.Day, loans int, seed uint64) *world {
	t.Helper()
	if _, err := os.Stat("/dev/shm"); err == nil {
		t.Setenv("TMPDIR", "/dev/shm") // a year has ten thousands of commits, and nobody pulls the plug
	}
	w := &world{t: t, zone: zone, draw: newDraw(seed), first: first, titles: map[string]*book{}, closed: map[circulation.Day]bool{},
		made: map[notice]time.Time{}, told: map[notice]int64{}, doubted: map[int64]bool{}}
	w.house = librarytest.New(t, first.Start(zone))
	w.house.Set("time_zone", zone.String()).Set("base_url", "https://pinjaman.example.go.id").Set("send_on_closed_days", "off").
		Set("reminder_channels", "whatsapp,email")
	w.house.Exec(`insert into closures (weekday) values (0)`)
	w.house.Exec(`delete from reminder_steps`)
	for _, category := range []string{"*", "anak"} {
		steps := stepsOf["umum"]
		if category == "anak" {
			steps = stepsOf["anak"]
		}
		for _, s := range steps {
			w.house.Exec(`insert into reminder_steps (category, days, letter, open_days) values (?, ?, ?, ?)`, category, s.days, s.letter, s.open)
		}
	}
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	keys, err := identity.LoadKeys(identity.KeyFile(w.house.Path))
	if err != nil {
		t.Fatal(err)
	}
	w.channels = []*recorder{{w: w, name: reminder.WhatsApp, draw: newDraw(seed + 1)}, {w: w, name: reminder.Email, draw: newDraw(seed + 2), inner: w.mail(newDraw(seed + 3))}}
	w.service = reminder.New(w.house.DB, reminder.Options{Library: w.house.Library, Now: w.house.Now, Texts: texts, Keys: keys,
		Channels: []channel.Channel{w.channels[0], w.channels[1]}})
	w.service.SetBatch(7)
	for i := range max(loans/5, 20) {
		w.people = append(w.people, w.join(i))
	}
	return w
}

// mail is a real mail server with moods.
func (w *world) mail(draw *rand.Rand) channel.Channel {
	chance := func(n int) bool { return !w.quiet && draw.IntN(n) == 0 } // one connection at a time
	mails := smtptest.New(w.t, smtptest.Options{})
	mails.Refuse(func(string) error {
		switch {
		case chance(12):
			return smtptest.Error(451, "greylisted")
		case chance(60):
			return smtptest.Error(550, "no such user")
		}
		return nil
	})
	mails.RefuseData(func(string) error {
		if chance(30) {
			return smtptest.Error(452, "full")
		}
		mails.Drop(chance(15))
		return nil
	})
	server, err := channel.ParseSMTP("smtp://" + mails.Addr)
	if err != nil {
		w.t.Fatal(err)
	}
	from, err := channel.ParseSender("perpustakaan@example.go.id")
	if err != nil {
		w.t.Fatal(err)
	}
	return channel.NewEmail(server, from, nil)
}

// join makes a member: one in three shares an address with the one before, one in
// ten has none.
func (w *world) join(i int) *person {
	p := &person{category: "umum", stopped: map[string]bool{}}
	if i%4 == 3 {
		p.category = "anak"
	}
	p.Member = w.house.Member(p.category)
	switch {
	case i%10 == 9:
	case i%3 == 2:
		p.email, p.phone = w.people[i-1].email, w.people[i-1].phone
	default:
		if i%2 == 0 {
			p.email = fmt.Sprintf("anggota%d@example.org", i)
		}
		if i%3 == 1 {
			p.phone = fmt.Sprintf("+62812%07d", 3000000+i)
		}
	}
	w.house.Exec(`update members set email = ?, phone = ? where id = ?`, p.email, p.phone, p.ID)
	return p
}

func (w *world) now() time.Time         { return w.house.Now().In(w.zone) }
func (w *world) today() circulation.Day { return circulation.DayOf(w.now(), w.zone) }

// lend lends until there have been so many loans.
func (w *world) lend(d circulation.Day, until int) {
	for len(w.books) < until {
		w.clock(d, 9+w.draw.IntN(8), w.draw.IntN(60))
		b := &book{who: w.people[w.draw.IntN(len(w.people))], lent: d, out: true, fate: w.fate()}
		b.due = (d + circulation.Day([]int{1, 7, 7, 14}[w.draw.IntN(4)])).End(w.zone)
		item := w.house.Item()
		b.title = w.house.Text(`select t.title from titles t join items i on i.title_id = t.id where i.id = ?`, item.ID)
		b.Loan = b.who.Loan(librarytest.Of(item), librarytest.DueAt(b.due), librarytest.Borrowed(w.house.Now()))
		w.titles[b.title] = b
		w.books = append(w.books, b)
	}
}

// fate is on which day from the due date a book comes back: mostly in time.
func (w *world) fate() int {
	switch w.draw.IntN(6) {
	case 0:
		return w.draw.IntN(45)
	case 1:
		return w.draw.IntN(10)
	}
	return -w.draw.IntN(4)
}

// live lets things happen, more of them where much is larger.
func (w *world) live(much float64) {
	often := func(n int) bool { return w.draw.Float64() < much/float64(n) }
	today := w.today()
	for _, b := range w.books {
		if !b.out {
			continue
		}
		left := int(circulation.DayOf(b.due, w.zone) - today)
		switch {
		case left <= -b.fate && often(2):
			b.Close()
			b.out = false
		case left < 5 && left > -4 && often(60) && !w.quiet:
			w.renew(b)
		case b.renewed == 0 && often(900) && !w.quiet: // staff move the due date
			b.due = (today + circulation.Day(w.draw.IntN(12)-3)).End(w.zone)
			w.house.Exec(`update loans set due_at = ? where id = ?`, b.due.Unix(), b.ID)
		case often(1500) && !w.quiet:
			w.house.Exec(`update loans set status = 'lost' where id = ?`, b.ID)
			b.out = false
		}
	}
	if w.quiet {
		return
	}
	for i, p := range w.people {
		if often(4000) {
			w.decline(p)
		}
		if often(4000) && p.email != "" {
			p.email = fmt.Sprintf("pindah%d.%d@example.org", i, today)
			w.house.Exec(`update members set email = ? where id = ?`, p.email, p.ID)
		}
	}
	if often(30) {
		d := today + circulation.Day(1+w.draw.IntN(10))
		if !w.closed[d] {
			w.house.Closed(d.String())
			w.closed[d] = true
		}
	}
}

// renew renews as the member does; what the library says to it is not this test's matter.
func (w *world) renew(b *book) {
	b.Shown = int(w.house.Int(`select renewals from loans where id = ?`, b.ID))
	if _, err := w.house.Library.Renew(w.t.Context(), library.RenewRequest{Member: b.who.ID, Loans: []library.LoanRef{b.Ref()},
		Actor: circulation.ActorMember, Door: "web"}); err != nil {
		w.t.Fatal(err)
	}
	if due := time.Unix(w.house.Int(`select due_at from loans where id = ?`, b.ID), 0); !due.Equal(b.due) {
		b.due, b.renewed = due, w.today()
	}
}

// decline stops a channel, by the link of a message.
func (w *world) decline(p *person) {
	name := []string{reminder.Email, reminder.WhatsApp, "phone"}[w.draw.IntN(3)]
	if err := w.service.Say(w.t.Context(), reminder.Word{Member: p.ID, Channel: name, Wording: "Jangan lagi.", Door: "link"}); err != nil {
		w.t.Fatal(err)
	}
	for _, o := range w.people { // whoever shares the address has no more of it either
		if o == p || name == reminder.Email && p.email != "" && o.email == p.email || name != reminder.Email && p.phone != "" && o.phone == p.phone {
			o.stopped[name] = true
		}
	}
}

// staff look at the hand list and tell most of it.
func (w *world) staff() {
	if w.isClosed(w.today()) {
		return
	}
	list, _, err := w.service.HandList(w.t.Context(), reminder.HandKey{}, 1000)
	if err != nil {
		w.t.Fatal(err)
	}
	for i := range list {
		w.read(&list[i])
		if w.quiet || w.draw.IntN(3) > 0 {
			if err := w.service.HandDone(w.t.Context(), library.Clerk{Door: "desk"}, list[i].ID, "phone"); err != nil {
				w.t.Fatal(err)
			}
			w.byHand++
		}
	}
}
