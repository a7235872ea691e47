package config

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// oneLine allows up to limit characters of plain text on one line.
func oneLine(limit int) func(string) error {
	return func(v string) error {
		if !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl) {
			return fmt.Errorf("give one line of plain text")
		}
		if utf8.RuneCountInString(v) > limit {
			return fmt.Errorf("give at most %d characters", limit)
		}
		return nil
	}
}

// wholeNumber allows a number from low to high.
func wholeNumber(low, high int) func(string) error {
	return func(v string) error {
		if n, err := strconv.Atoi(v); err != nil || n < low || n > high || strconv.Itoa(n) != v {
			return fmt.Errorf("give a whole number from %d to %d", low, high)
		}
		return nil
	}
}

// hexColour allows a colour such as #14654a, or none.
func hexColour(v string) error {
	if v == "" {
		return nil
	}
	if len(v) != 7 || v[0] != '#' || strings.Trim(strings.ToLower(v[1:]), "0123456789abcdef") != "" {
		return fmt.Errorf("give a colour such as #14654a")
	}
	return nil
}

func prefixes(v string) error {
	_, err := Prefixes(v)
	return err
}

// Prefixes reads a comma-separated list of addresses and CIDRs.
func Prefixes(v string) ([]netip.Prefix, error) {
	var list []netip.Prefix
	for part := range strings.SplitSeq(v, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if a, err := netip.ParseAddr(part); err == nil {
			list = append(list, netip.PrefixFrom(a, a.BitLen()))
			continue
		}
		p, err := netip.ParsePrefix(part)
		if err != nil {
			return nil, fmt.Errorf("%q is neither an address nor a CIDR such as 10.0.0.0/8", part)
		}
		list = append(list, p)
	}
	return list, nil
}
