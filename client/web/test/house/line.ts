import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** A proxy between a browser and the server, as offices have. It keeps what the server
 * sends over WebSockets, which no page can hide from it, and can block them. */
export class Line {
  blocks = false // no WebSocket comes through; the rest does
  readonly address: string
  #server: Server
  #received: Buffer[][] = [] // by socket
  #sockets = new Set<Duplex>()

  private constructor(server: Server) {
    this.#server = server
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('request', pass)
    server.on('connect', (asked, socket) => this.#tunnel(asked, socket as Socket))
    server.on('connection', (socket) => this.#sockets.add(socket.once('close', () => this.#sockets.delete(socket))))
  }

  static async open(): Promise<Line> {
    const server = createServer()
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    return new Line(server)
  }

  /** Every frame that the server sent, whole. */
  frames(): Buffer[] {
    return this.#received.flatMap((chunks) => framesIn(Buffer.concat(chunks)))
  }

  /** Breaks every connection there is. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((closed) => this.#server.close(closed))
  }

  /** A browser asks a proxy for a tunnel where it wants a WebSocket, and only there:
   * this server speaks plain HTTP. */
  #tunnel({ url = '' }: IncomingMessage, near: Socket): void {
    near.on('error', () => near.destroy())
    if (this.blocks) {
      near.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const received: Buffer[] = []
    this.#received.push(received)
    const { hostname, port } = new URL(`http://${url}`)
    const far = connect(Number(port), hostname, () => {
      near.write('HTTP/1.1 200 OK\r\n\r\n')
      near.pipe(far)
      far.pipe(near)
    })
    far.on('data', (chunk: Buffer) => received.push(chunk))
    far.on('error', () => near.destroy())
    near.on('close', () => far.destroy())
  }
}

function pass(asked: IncomingMessage, answer: ServerResponse): void {
  const far = request(asked.url ?? '', { method: asked.method, headers: asked.headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers)
    got.pipe(answer)
  })
  far.on('error', () => answer.destroy())
  answer.on('close', () => far.destroy())
  asked.pipe(far)
}

/** The binary frames in what a server sent on one socket (RFC 6455, 5.2): not masked,
 * not compressed, each whole in one. */
function framesIn(stream: Buffer): Buffer[] {
  const frames: Buffer[] = []
  let at = stream.indexOf('\r\n\r\n') + 4 // after the handshake
  if (at < 4) return frames
  while (at + 2 <= stream.length) {
    const [first, short] = [stream[at]!, stream[at + 1]! & 0x7f]
    const [size, head] = short < 126 ? [short, 2] : short === 126 ? [stream.readUInt16BE(at + 2), 4] : [Number(stream.readBigUInt64BE(at + 2)), 10]
    if ((first & 0xf) === 2) frames.push(stream.subarray(at + head, at + head + size))
    if (first >> 4 !== 8) throw new Error('a frame in parts, or compressed: this reads neither')
    at += head + size
  }
  return frames
}
