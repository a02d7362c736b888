import { randomUUID } from 'node:crypto';
import type { WebReply, WebRequest } from './memory-web.ts';
import type { World } from './world.ts';

interface Kept {
  readonly id: string;
  readonly createdBy: string;
  readonly comment: string;
  readonly matchers: readonly FakeMatcher[];
  startsAt: number;
  endsAt: number;
}
interface FakeMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual?: boolean;
}

export interface FakeAlertmanagerHow {
  readonly port?: number;
  readonly manners: '0.25' | '0.28';
  /** Its own clock; absent = that of this host. */
  readonly now?: () => number;
}

/**
 * An Alertmanager in memory with the manners of a real one, seen on 0.25.0 and 0.28.1: what it refuses and in which words,
 * what an unknown id is answered with, that a change of an active silence keeps its id only when its beginning stays.
 */
export class FakeAlertmanager {
  readonly kept = new Map<string, Kept>();
  /** Set: nothing answers. */
  isDown = false;
  readonly #manners: FakeAlertmanagerHow['manners'];
  readonly #now: () => number;

  constructor(world: World, { port = 9093, manners, now = () => Date.now() }: FakeAlertmanagerHow) {
    this.#manners = manners;
    this.#now = now;
    world.serve({ port, answer: (request) => (this.isDown ? null : this.#answer(request)) });
    // Without ids and times: the same silences are the same world.
    world.outside = () =>
      this.active.map(({ createdBy, matchers }) => `${createdBy} ${JSON.stringify(matchers)}`).toSorted();
  }

  get active(): readonly Kept[] {
    return [...this.kept.values()].filter((one) => this.#state(one) === 'active');
  }

  /** A restart without its last minutes: the snapshot that it begins with is older than the silence. */
  forget(): void {
    this.kept.clear();
  }

  add(createdBy: string, matchers: readonly FakeMatcher[], lasts = 600_000): string {
    const id = randomUUID();
    const now = this.#now();
    this.kept.set(id, { id, createdBy, comment: 'by hand', matchers, startsAt: now, endsAt: now + lasts });
    return id;
  }

  #answer({ method, url, body }: WebRequest): WebReply {
    const id = /^\/api\/v2\/silence\/(.+)$/.exec(url.pathname)?.[1];
    if (id === undefined) {
      if (url.pathname !== '/api/v2/silences') return { status: 404, body: 'page not found' };
      return method === 'POST'
        ? this.#put(JSON.parse(body))
        : json([...this.kept.values()].map((one) => this.#told(one)));
    }
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
      return { status: 422, body: '{"code":601,"message":"silenceID in path must be of type uuid"}' };
    const found = this.kept.get(id);
    if (found === undefined) {
      const isOdd = this.#manners === '0.25' && method === 'DELETE';
      return isOdd ? { status: 500, body: '"silence not found"' } : { status: 404 };
    }
    if (method !== 'DELETE') return json(this.#told(found));
    found.endsAt = Math.min(found.endsAt, this.#now());
    return { status: 200 };
  }

  #put(asked: Record<string, unknown>): WebReply {
    const now = this.#now();
    const matchers = (asked.matchers ?? []) as readonly FakeMatcher[];
    const startsAt = Date.parse(String(asked.startsAt));
    const endsAt = Date.parse(String(asked.endsAt));
    for (const key of ['comment', 'createdBy'])
      if (!asked[key]) return { status: 422, body: `{"code":602,"message":"${key} in body is required"}` };
    if (matchers.length === 0)
      return { status: 422, body: '{"code":612,"message":"matchers in body should have at least 1 items"}' };
    if (endsAt <= startsAt) return { status: 400, body: '"start time must be before end time"' };
    if (endsAt < now) return { status: 400, body: '"Failed to create silence: end time can\'t be in the past"' };
    if (matchers.every((matcher) => takesEmpty(matcher))) {
      const why = 'at least one matcher must not match the empty string';
      return {
        status: 400,
        body: this.#manners === '0.25' ? `"silence invalid: ${why}"` : `"invalid silence: ${why}"`,
      };
    }
    const before = asked.id === undefined || asked.id === '' ? undefined : this.kept.get(String(asked.id));
    if (asked.id !== undefined && asked.id !== '' && before === undefined)
      return { status: 404, body: '"silence not found"' };
    if (before !== undefined && this.#mayChange(before, matchers, startsAt)) {
      before.endsAt = endsAt;
      return json({ silenceID: before.id });
    }
    if (before !== undefined) before.endsAt = Math.min(before.endsAt, now);
    const id = randomUUID();
    const { createdBy, comment } = asked as { createdBy: string; comment: string };
    this.kept.set(id, { id, createdBy, comment, matchers, startsAt: Math.max(startsAt, now), endsAt });
    return json({ silenceID: id });
  }

  #mayChange(before: Kept, matchers: readonly FakeMatcher[], startsAt: number): boolean {
    if (JSON.stringify(before.matchers) !== JSON.stringify(matchers) || this.#state(before) === 'expired') return false;
    return Math.floor(before.startsAt / 1_000) === Math.floor(startsAt / 1_000);
  }

  #state({ startsAt, endsAt }: Kept): 'active' | 'pending' | 'expired' {
    const now = this.#now();
    if (now < startsAt) return 'pending';
    return now < endsAt ? 'active' : 'expired';
  }

  #told(one: Kept) {
    const [startsAt, endsAt] = [one.startsAt, one.endsAt].map((time) => new Date(time).toISOString());
    return { ...one, startsAt, endsAt, updatedAt: startsAt, status: { state: this.#state(one) } };
  }
}

const json = (value: unknown): WebReply => ({ status: 200, body: JSON.stringify(value) });

function takesEmpty({ value, isRegex, isEqual = true }: FakeMatcher): boolean {
  return (isRegex ? new RegExp(`^(?:${value})$`).test('') : value === '') === isEqual;
}
