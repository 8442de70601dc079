// @ts-check
// The live line to the sandbox: one JSON object a frame, reopened with growing pauses when it breaks.

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export class LiveSocket {
  /**
   * @param {string} personId
   * @param {{event: (frame: {t: string, d: any}) => void, lost: () => void, restored: () => void}} handlers
   */
  constructor(personId, handlers) {
    this.url = new URL(`api/socket?as=${encodeURIComponent(personId)}`, document.baseURI);
    this.url.protocol = this.url.protocol === "https:" ? "wss:" : "ws:";
    this.handlers = handlers;
    this.pause = FIRST_PAUSE_MS;
    this.broken = false;
    this.closed = false;
    this.timer = 0;
    this.retryNow = () => this.broken && this.connect();
    window.addEventListener("online", this.retryNow);
    this.connect();
  }

  connect() {
    clearTimeout(this.timer);
    if (this.closed || this.socket?.readyState === WebSocket.CONNECTING) return;
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.pause = FIRST_PAUSE_MS;
      if (this.broken) {
        this.broken = false;
        this.handlers.restored();
      }
    });
    socket.addEventListener("message", (event) => {
      if (socket === this.socket) this.handlers.event(JSON.parse(event.data));
    });
    socket.addEventListener("close", () => this.reconnectLater(socket));
  }

  reconnectLater(/** @type {WebSocket} */ socket) {
    if (this.closed || socket !== this.socket) return;
    if (!this.broken) {
      this.broken = true;
      this.handlers.lost();
    }
    // Not all pages at the same instant, should several be open
    this.timer = window.setTimeout(() => this.connect(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    window.removeEventListener("online", this.retryNow);
    this.socket?.close();
  }
}
