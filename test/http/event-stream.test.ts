import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { eventStream, type ServerEvent } from '../../src/http/event-stream.js';
import { emptyDatabase, post, serviceOver } from './service.js';

const going = () => new AbortController().signal;

/** Two events, and whether whoever makes them was told to stop. */
function events(then?: Promise<void>) {
  const state = { ended: false };
  async function* make(): AsyncGenerator<ServerEvent> {
    try {
      yield { event: 'progress', id: '1', data: { done: 1, text: 'one\ntwo' } };
      await then;
      yield { event: 'done', data: null };
    } finally {
      state.ended = true;
    }
  }
  return { state, stream: make() };
}

const FIRST = ': still here\n\nid: 1\nevent: progress\ndata: {"done":1,"text":"one\\ntwo"}\n\n';

describe('a stream of events', () => {
  it('tells each as it happens, and ends with the last', async () => {
    const response = eventStream(events().stream, going());
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(`${FIRST}event: done\ndata: null\n\n`);
  });

  it('ends with its signal, whatever is still to come', async () => {
    const end = new AbortController();
    const { stream } = events(new Promise(() => undefined));
    const reading = eventStream(stream, end.signal).text();
    setImmediate(() => end.abort());
    expect(await reading).toBe(FIRST);
  });

  it('gives its events up when nobody listens any more', async () => {
    const { state, stream } = events();
    const reader = eventStream(stream, going()).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(state.ended).toBe(true);
  });

  it('breaks where its events do', async () => {
    const { stream } = events(Promise.reject(new Error('the database is gone')));
    await expect(eventStream(stream, going()).text()).rejects.toThrow('the database is gone');
  });

  it('ends when the service stops, which then need not wait for it', async () => {
    // Nobody works on the run, so its stream has nothing to tell after the first event.
    const service = await serviceOver(await emptyDatabase(), { workers: 0 });
    const asked = await fetch(`${service.url}/api/v1/runs`, post({ through: '2026-03' }));
    expect(asked.status).toBe(202);
    const listening = request(`${service.url}${asked.headers.get('location')}/events`).end();
    const [response] = await once(listening, 'response');
    expect(response.headers['content-type']).toBe('text/event-stream');
    expect(response.headers['content-encoding']).toBeUndefined();
    const chunks: string[] = [];
    response.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    while (!chunks.join('').includes('"waiting"')) await once(response, 'data');
    const started = Date.now();
    await Promise.all([once(response, 'end'), service.stop()]);
    // Requests may take ten seconds to end; this one ends at once.
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});
