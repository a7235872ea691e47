package config

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// longestBaseURL leaves room for a receipt's path in a QR code that an old phone
// still reads, in bytes.
const longestBaseURL = 120

// BaseURL reads where members reach the site and returns it as browsers write it:
// scheme and host in small letters, no usual port, no slash at the end. "" is "",
// for not known. The site's links begin at the root of its host, so a path is an
// error, as is anything that is no http or https address.
func BaseURL(v string) (string, error) {
	if v == "" {
		return "", nil
	}
	u, err := url.Parse(v)
	if err != nil || len(v) > longestBaseURL || u.Scheme != "http" && u.Scheme != "https" ||
		u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.User != nil || u.Opaque != "" ||
		!isHost(u.Hostname()) || !isPort(u.Port()) || strings.HasSuffix(u.Host, ":") {
		return "", fmt.Errorf("give an address such as https://perpanjang.example.id, of at most %d characters", longestBaseURL)
	}
	if u.Path != "" && u.Path != "/" {
		return "", fmt.Errorf("give the address without a path, such as https://perpanjang.example.id: the site needs a host of its own")
	}
	host := strings.ToLower(u.Host)
	if port := u.Port(); u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		host = strings.TrimSuffix(host, ":"+port)
	}
	return u.Scheme + "://" + host, nil
}

// isHost takes names in the ASCII form that is sent over the wire, and addresses.
func isHost(name string) bool {
	return name != "" && strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789.-_:") == ""
}

func isPort(port string) bool {
	if port == "" {
		return true
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n > 0
}

func baseURL(v string) error {
	_, err := BaseURL(v)
	return err
}
