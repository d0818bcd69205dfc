// What we use of socket.io-client, for the type checker: the package's own declarations need four more packages.

export interface Manager {
  on(event: 'reconnect' | 'reconnect_attempt', hear: (attempt: number) => void): this;
  on(event: 'error' | 'reconnect_error', hear: (error: Error) => void): this;
}

export interface Socket {
  readonly id: string | undefined;
  readonly connected: boolean;
  readonly active: boolean;
  readonly io: Manager;
  auth: Record<string, unknown>;
  connect(): this;
  disconnect(): this;
  on(event: 'connect', hear: () => void): this;
  on(event: 'disconnect', hear: (reason: string) => void): this;
  on(event: 'connect_error', hear: (error: Error) => void): this;
  on(event: string, hear: (body: any) => void): this;
  off(event?: string, hear?: (body: any) => void): this;
  onAny(hear: (event: string, body: any) => void): this;
  emit(event: string, ...body: unknown[]): this;
  timeout(ms: number): { emitWithAck(event: string, ...body: unknown[]): Promise<any> } & Socket;
  emitWithAck(event: string, ...body: unknown[]): Promise<any>;
}

export interface Options {
  path?: string;
  auth?: Record<string, unknown> | ((send: (auth: Record<string, unknown>) => void) => void);
  transports?: ('polling' | 'websocket' | 'webtransport')[];
  tryAllTransports?: boolean;
  upgrade?: boolean;
  autoConnect?: boolean;
  forceNew?: boolean;
  multiplex?: boolean;
  reconnection?: boolean;
  reconnectionAttempts?: number;
  reconnectionDelay?: number;
  reconnectionDelayMax?: number;
  randomizationFactor?: number;
  timeout?: number;
  query?: Record<string, string>;
  withCredentials?: boolean;
}

export function io(options?: Options): Socket;
export function io(address: string, options?: Options): Socket;
export default io;
