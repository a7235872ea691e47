package library

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/config"
	"simpanbudi/internal/store"
)

// policy is what decisions are configured by, as of one version: settings,
// rules, calendars and zones. It never changes once it is made.
type policy struct {
	version      int64
	site         Site
	zone         *time.Location
	mirror       bool
	paused       bool
	holdsLimit   int // books a member may wait for at once
	shelfDays    int // open days that a book is kept for who waits for it
	clockSuspect bool
	rules        *circulation.RuleSet
	ruleJSON     map[*circulation.RuleEntry]string // for receipts
	branches     map[int64]*branch
	elsewhere    *branch // stands in for a branch that is gone
}

// branch is where and when an item's home is open.
type branch struct {
	code     string
	name     string // as people call it
	zone     *time.Location
	calendar *circulation.Calendar
}

// inForce returns the policy of this version, reading it where another one is
// cached. What is read inside a write is not cached: it may yet be undone.
func (l *Library) inForce(q store.Queryer, version int64) (*policy, error) {
	cached := l.policy.Load()
	if cached != nil && cached.version == version {
		return cached, nil
	}
	p, err := l.readPolicy(q)
	if err != nil {
		return nil, err
	}
	if _, writing := q.(*store.Tx); !writing {
		l.publish(p)
	}
	return p, nil
}

// reading runs fn beside the policy in force.
func (l *Library) reading(ctx context.Context, fn func(q store.Queryer, p *policy) error) error {
	return l.db.Read(ctx, func(q store.Queryer) error {
		pulse, err := store.ReadPulse(q)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		return fn(q, p)
	})
}

// publish caches the policy unless a newer one is cached already.
func (l *Library) publish(p *policy) {
	if l.policy.Load() == p {
		return
	}
	l.publishing.Lock()
	defer l.publishing.Unlock()
	if cached := l.policy.Load(); cached == nil || cached.version < p.version {
		l.policy.Store(p)
	}
}

func (p *policy) branch(id int64) *branch {
	if b, ok := p.branches[id]; ok {
		return b
	}
	return p.elsewhere
}

// readPolicy reads everything, once more where it has changed meanwhile.
func (l *Library) readPolicy(q store.Queryer) (*policy, error) {
	before, err := store.ReadPulse(q)
	for err == nil {
		var p *policy
		if p, err = l.readPolicyOnce(q); err != nil {
			break
		}
		var after store.Pulse
		if after, err = store.ReadPulse(q); err == nil && after.Config == before.Config {
			p.version = after.Config
			return p, nil
		}
		before = after
	}
	return nil, fmt.Errorf("read the settings and rules in force: %w", err)
}

func (l *Library) readPolicyOnce(q store.Queryer) (*policy, error) {
	stored, err := store.StoredSettings(q)
	if err != nil {
		return nil, err
	}
	values, err := config.Effective(stored, l.env)
	if err != nil {
		return nil, err
	}
	p := &policy{site: siteOf(values)}
	p.zone = p.site.Zone
	p.mirror = p.site.Mirror
	p.paused = !p.site.OnlineRenewal
	p.holdsLimit, _ = strconv.Atoi(values["holds_limit"])
	p.shelfDays, _ = strconv.Atoi(values["hold_shelf_days"]) // config has checked it
	_, p.clockSuspect = stored[store.ClockSuspect]
	if err := l.readBranches(q, p); err != nil {
		return nil, err
	}
	return p, readRules(q, p)
}
