package visit

import (
	"net/http"

	"simpanbudi/internal/web/wire"
)

// mayCompress says whether a page may travel compressed, and that it is worth it.
//
// Against BREACH (see wire.Gzipped): what another site can put into a page of ours
// that opens with the member's session is the query of an address, and nothing
// else. Posts of other sites are refused, their scripts cannot send anything for the
// member, and a path is repeated only where it is one of ours. So an answer to a
// query travels as it is. So does the answer to a post, which may repeat what was
// typed or show a secret once; what a script gets for its post (Live) does neither.
func (v *Visit) mayCompress(text []byte) bool {
	r := v.Request
	if len(text) < wire.Worthwhile || r.URL.RawQuery != "" {
		return false
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead && !v.Live() {
		return false
	}
	v.Writer.Header().Add("Vary", "Accept-Encoding")
	return wire.Choose(r.Header.Get("Accept-Encoding"), wire.Gzip) == wire.Gzip
}
