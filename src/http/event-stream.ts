/** An event for whoever listens to a stream of events. */
export interface ServerEvent {
  /** What kind of event it is, as `progress`. */
  readonly event: string;
  /** By which a client that was cut off says where it was, in `Last-Event-ID`. */
  readonly id?: string;
  /** Told as JSON. */
  readonly data: unknown;
}

/** How often something is sent while nothing happens, so that nobody in between takes the stream for dead. */
const HEARTBEAT_MILLISECONDS = 15_000;

/**
 * Events as they happen, as server-sent events. The stream ends with the last event, with `signal`, and when
 * the client goes; the events are then given up.
 *
 * @example
 * return eventStream(progressOf(jobs.watch(id, signal)), signal);
 */
export function eventStream(events: AsyncIterable<ServerEvent>, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let heartbeat: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearInterval(heartbeat);
    // Whoever makes the events may be waiting for the next one: nobody here waits for it any more.
    Promise.resolve(iterator.return?.()).catch(() => {});
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const beat = (): void => controller.enqueue(encoder.encode(': still here\n\n'));
      heartbeat = setInterval(beat, HEARTBEAT_MILLISECONDS).unref();
      // Sent at once, so that the client learns that it is connected.
      beat();
    },
    async pull(controller) {
      try {
        const next = await nextUnless(signal, iterator);
        if (next !== null && next.done !== true) {
          controller.enqueue(encoder.encode(asText(next.value)));
          return;
        }
        end();
        controller.close();
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    cancel: end,
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
}

/** The next event, or `null` once the signal has ended the stream. */
async function nextUnless(
  signal: AbortSignal,
  iterator: AsyncIterator<ServerEvent>,
): Promise<IteratorResult<ServerEvent> | null> {
  if (signal.aborted) return null;
  let stop = (): void => {};
  const ended = new Promise<null>((resolve) => {
    stop = () => resolve(null);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([iterator.next(), ended]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function asText({ event, id, data }: ServerEvent): string {
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    `event: ${event}`,
    `data: ${JSON.stringify(data)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}
