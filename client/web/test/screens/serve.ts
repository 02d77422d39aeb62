import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

/** As the real server says it, so that a screen that needs more fails here. */
export const policy = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'", "connect-src 'self'", "worker-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
].join('; ')

/** Serves the built stories on a free port of this machine. */
export async function serve(folder: string): Promise<{ address: string; server: Server }> {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://stories').pathname)
    try {
      const body = await readFile(join(folder, path === '/' ? 'index.html' : path))
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html', 'content-security-policy': policy })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening) })
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('no port')
  return { address: `http://127.0.0.1:${at.port}`, server }
}
