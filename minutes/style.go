package minutes

import (
	"crypto/sha256"
	"encoding/base64"
)

// style is all the style a document has: system letters, colours of at least
// 7:1 on white, one column that fits 320 pixels, and a sober print.
const style = `
:root{color-scheme:light}
body{margin:0 auto;padding:1.5rem 1.25rem 3rem;max-width:46rem;background:#fff;color:#1b1f23;font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;overflow-wrap:anywhere}
h1{margin:.5rem 0 1rem;font-size:1.75rem;line-height:1.25}
h2{margin:2.5rem 0 .5rem;padding-top:1.25rem;border-top:1px solid #b8bfc6;font-size:1.375rem;line-height:1.3;white-space:pre-line}
h3{margin:1.5rem 0 .25rem;font-size:1.125rem}
h4{margin:1rem 0 .25rem;font-size:1rem;color:#3d4650}
.state{display:inline-block;margin:0;padding:.125rem .5rem;border-radius:.25rem;background:#fdf1de;color:#5c3d00;font-size:.9375rem}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.25rem 1.25rem;margin:0 0 1rem}
dt{grid-column:1;color:#4a535c}
dd{grid-column:2;margin:0}
ol{margin:0;padding-left:2.25rem}
li{padding:.5rem 0;border-bottom:1px solid #dde1e5}
li::marker{color:#4a535c}
p{margin:.5rem 0}
li p{margin:0}
.text{white-space:pre-line}
.from,.none{color:#4a535c;font-size:.9375rem}
table{width:100%;margin:.5rem 0 1rem;border-collapse:collapse}
caption{padding:.25rem 0;text-align:left;color:#4a535c;font-size:.9375rem}
th,td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid #dde1e5;text-align:left;vertical-align:top;overflow-wrap:break-word}
thead th{border-bottom-color:#6b747d;font-size:.9375rem}
.nr{width:2rem}
code{font-size:.875rem}
@media (max-width:30rem){th,td{overflow-wrap:anywhere}dl{grid-template-columns:1fr;gap:0}dd{grid-column:1;margin-bottom:.5rem}}
@media print{body{max-width:none;padding:0;font-size:11pt}h2,h3,h4{break-after:avoid}li,tr{break-inside:avoid}.state{border:1px solid #5c3d00}}
`

// policy lets the page do nothing but show itself: no script, no request, no
// form, and no style but the one above.
func policy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}
