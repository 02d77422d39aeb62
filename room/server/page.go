package server

import (
	"io/fs"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
)

// plainPage stands where no page is built in.
const plainPage = `<!doctype html>
<html lang="nl"><meta charset="utf-8"><title>casusoverleg</title>
<h1>casusoverleg</h1>
<p>Deze server draait, maar heeft geen pagina. Gebruik het programma <code>casusoverleg</code>.</p>
<p lang="en">This server runs without a page. Use the <code>casusoverleg</code> program.</p>
</html>
`

const (
	// pageStart is what the page begins with.
	pageStart = "index.html"
	// pageAssets is the folder of files that are named after their contents.
	pageAssets = "assets/"
	// forever is for those: they never change, so nobody asks for them twice.
	forever = "public, max-age=31536000, immutable"
)

// pageTypes are the media types of the page's files. What has none is not of the
// page and is not served.
var pageTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon",
	".txt": "text/plain; charset=utf-8", ".json": "application/json", ".webmanifest": "application/manifest+json",
}

// page serves the page: files by their name, compressed as they were when it was
// built, and its start for addresses that the page itself understands.
func (s *Server) page() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			s.refuse(w, http.StatusMethodNotAllowed, codeMethod)
			return
		}
		if s.config.Page == nil {
			w.Header().Set("Content-Type", pageTypes[".html"])
			_, _ = w.Write([]byte(plainPage)) // whoever went away does not read it
			return
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		if s.routed(r.URL.Path) {
			name = pageStart
		}
		s.pageFile(w, r, name)
	})
}

// routed says whether the page itself understands an address.
func (s *Server) routed(address string) bool {
	return address == "/" || slices.ContainsFunc(s.config.Routes, func(route string) bool {
		return address == route || (strings.HasSuffix(route, "/") && strings.HasPrefix(address, route) && path.Ext(address) == "")
	})
}

func (s *Server) pageFile(w http.ResponseWriter, r *http.Request, name string) {
	media, known := pageTypes[path.Ext(name)]
	if !known || !fs.ValidPath(name) {
		s.refuse(w, http.StatusNotFound, codeNotFound)
		return
	}
	data, coding, err := s.coded(r, name)
	if err != nil {
		s.refuse(w, http.StatusNotFound, codeNotFound)
		return
	}
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Vary", "Accept-Encoding")
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	if strings.HasPrefix(name, pageAssets) {
		h.Set("Cache-Control", forever)
	}
	h.Set("Content-Length", strconv.Itoa(len(data)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(data)
	}
}

// coded reads a file in the best form that the client takes.
func (s *Server) coded(r *http.Request, name string) (data []byte, coding string, err error) {
	for _, form := range []struct{ coding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if !takes(r, form.coding) {
			continue
		}
		if data, err := fs.ReadFile(s.config.Page, name+form.suffix); err == nil {
			return data, form.coding, nil
		}
	}
	data, err = fs.ReadFile(s.config.Page, name)
	return data, "", err
}

// takes says whether a client takes a coding; one that it gives weight 0 it does not.
func takes(r *http.Request, coding string) bool {
	for _, header := range r.Header.Values("Accept-Encoding") {
		for _, part := range strings.Split(header, ",") {
			name, params, err := mime.ParseMediaType(strings.TrimSpace(part))
			if err != nil || name != coding {
				continue
			}
			weight, err := strconv.ParseFloat(params["q"], 64)
			return err != nil || weight > 0
		}
	}
	return false
}
