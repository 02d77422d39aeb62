//go:build !js

package export

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
)

// ODT is the document of [Package.ODTParts] as one file. The page in the browser makes
// its own: a compressor is 30 kB of the core.
func (p *Package) ODT() ([]byte, error) {
	parts := p.ODTParts()
	mimetype := parts[0]
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	// Without anything around it, so that its bytes are at a fixed place.
	size := uint64(len(mimetype.Bytes))
	w, err := z.CreateRaw(&zip.FileHeader{Name: mimetype.Name, Method: zip.Store, ReaderVersion: 10, CRC32: crc32.ChecksumIEEE(mimetype.Bytes),
		CompressedSize64: size, UncompressedSize64: size})
	if err == nil {
		_, err = w.Write(mimetype.Bytes)
	}
	for _, part := range parts[1:] {
		if err != nil {
			return nil, fmt.Errorf("document: %w", err)
		}
		if w, err = z.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate, Modified: p.issued()}); err == nil {
			_, err = w.Write(part.Bytes)
		}
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("document: %w", err)
	}
	return b.Bytes(), nil
}
