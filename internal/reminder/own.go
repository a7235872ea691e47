package reminder

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/phone"
	"simpanbudi/internal/store"
)

// The addresses that a member may change and confirm.
const (
	ContactEmail = "email"
	ContactPhone = "phone"
)

// Own is how a member is reached, for their own page.
type Own struct {
	Site     *library.Site
	Language string // in which they are written to; "" is the library's
	Ways     []OwnWay
	Contacts []OwnContact
}

// OwnWay is a channel that the library uses, as consents name it.
type OwnWay struct {
	Channel string
	On      bool // they are written to by it, if there is an address
}

// OwnContact is an address that can be confirmed by a code, as the library has the
// means to send one.
type OwnContact struct {
	Channel  string // email or phone
	Address  string // as it is on file; "" for none
	Verified bool
	Pending  string // the address that a code was asked for and that is not confirmed yet
}

// Own returns it. fault.NotFound for nobody.
func (s *Service) Own(ctx context.Context, member int64) (*Own, error) {
	own := &Own{}
	err := s.db.Read(ctx, func(q store.Queryer) error {
		places, err := s.o.Library.Places(q)
		if err != nil {
			return err
		}
		site := places.Site
		own.Site = &site
		c, found, err := store.ReadOwnContact(q, member)
		if err != nil || !found {
			return orElse(err, fault.New(fault.NotFound, "there is no such member"))
		}
		own.Language = c.Language
		to, err := s.person(q, member)
		if err != nil {
			return err
		}
		own.Ways = s.ways(places, to)
		for _, contact := range []OwnContact{{Channel: ContactEmail, Address: c.Email, Verified: c.EmailVerified},
			{Channel: ContactPhone, Address: c.Phone, Verified: c.PhoneVerified}} {
			if s.carrier(places, contact.Channel) == "" {
				continue
			}
			code, found, err := store.ContactCode(q, member, contact.Channel)
			if err != nil {
				return err
			}
			if found && s.moment().Before(code.Expires) {
				contact.Pending = code.Address
			}
			own.Contacts = append(own.Contacts, contact)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return own, nil
}

// ways are the channels in use, each once by the name under which it is agreed to.
func (s *Service) ways(p *library.Places, to person) (list []OwnWay) {
	r := s.reachOf(p)
	for _, channel := range r.order {
		name := consentName(channel)
		if !slices.ContainsFunc(list, func(w OwnWay) bool { return w.Channel == name }) {
			list = append(list, OwnWay{name, r.may(to, channel)})
		}
	}
	return list
}

// carrier is the channel that takes a code to an address; "" where none is set up.
func (s *Service) carrier(p *library.Places, contact string) string {
	for _, channel := range s.reachOf(p).of(KindCode).order {
		if channel != Hand && (channel == Email) == (contact == ContactEmail) {
			return channel
		}
	}
	return ""
}

// AskCode sends a code to an address that a member says is theirs. Whether it could
// be sent is not told: the answer is the same. fault.Invalid with the field of the
// contact where nobody can have that address; fault.TooMany.
func (s *Service) AskCode(ctx context.Context, member int64, contact, address string) error {
	switch contact {
	case ContactEmail:
		address = mailAddress(address)
	case ContactPhone:
		address = phone.E164(address)
	default:
		return fault.New(fault.Invalid, "there is no such contact")
	}
	if address == "" || len(address) > longestAddress {
		return fault.New(fault.Invalid, "nobody can have that address").With("field", contact)
	}
	return s.db.Write(ctx, func(tx *store.Tx) error {
		now := s.moment()
		places, err := s.o.Library.Places(tx)
		if err != nil {
			return err
		}
		c, found, err := store.Contact(tx, member)
		if err != nil || !found {
			return orElse(err, fault.New(fault.NotFound, "there is no such member"))
		}
		code, err := s.o.Keys.IssueContactCode(tx, identity.ContactCode{Member: member, Channel: contact, Address: address}, now)
		if err != nil {
			return err
		}
		channel := s.carrier(places, contact)
		if channel == "" {
			return nil
		}
		if err := store.EndCodes(tx, member, channel, now); err != nil {
			return err
		}
		payload, err := json.Marshal(map[string]string{"code": code, "minutes": strconv.Itoa(int(identity.ContactCodeLife / time.Minute))})
		if err != nil {
			return err
		}
		_, err = store.AddMessage(tx, &store.MessageRow{Kind: KindCode, Run: circulation.DayOf(now, places.Site.Zone).String(), MemberID: member,
			Channel: channel, Address: address, Language: c.Language, Payload: string(payload), CreatedAt: now, NotBefore: now})
		return err
	})
}

// longestAddress bounds an address, in bytes (RFC 5321, 4.5.3.1).
const longestAddress = 254

// ConfirmCode stores the address that a code was sent to, where the code is right.
// What waits to go to the old one goes to the new one.
func (s *Service) ConfirmCode(ctx context.Context, member int64, contact, code, door string) (ok bool, err error) {
	if contact != ContactEmail && contact != ContactPhone {
		return false, fault.New(fault.Invalid, "there is no such contact")
	}
	err = s.db.Write(ctx, func(tx *store.Tx) error {
		ok = false
		now := s.moment()
		address, err := s.o.Keys.CheckContactCode(tx, member, contact, code, now)
		if err != nil || address == "" {
			return err
		}
		if ok, err = store.ConfirmContact(tx, member, contact, address, now); err != nil || !ok {
			return err
		}
		if err := s.readdress(tx, member, contact, address, now); err != nil {
			return err
		}
		return auditOwn(tx, member, door, now, "member.contact_confirmed", map[string]any{"channel": contact})
	})
	return ok, err
}

// readdress lets what waits to go to a member's old address go to the new one.
func (s *Service) readdress(tx *store.Tx, member int64, contact, address string, now time.Time) error {
	waiting, err := store.WaitingFor(tx, member)
	if err != nil {
		return err
	}
	for _, m := range waiting {
		if m.Channel == Hand || (m.Channel == Email) != (contact == ContactEmail) || m.Address == address {
			continue
		}
		if err := redirect(tx, m, address, now); err != nil {
			return err
		}
	}
	return nil
}

// WriteIn stores the language that a member is written to in. One that there is not
// is fault.Invalid.
func (s *Service) WriteIn(ctx context.Context, member int64, language, door string) error {
	if s.o.Texts.Language(language) == nil {
		return fault.New(fault.Invalid, "there is no such language")
	}
	return s.db.Write(ctx, func(tx *store.Tx) error {
		news, err := store.WriteIn(tx, member, language)
		if err != nil || !news {
			return err
		}
		return auditOwn(tx, member, door, s.moment(), "member.language", map[string]any{"language": language})
	})
}

// auditOwn writes what a member did to their own record.
func auditOwn(tx *store.Tx, member int64, door string, now time.Time, action string, detail any) error {
	text, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	return store.AppendAudit(tx, store.AuditRow{At: now, Actor: string(circulation.ActorMember), ActorID: member, Door: door,
		Action: action, Subject: "member", SubjectID: member, Detail: string(text)})
}
