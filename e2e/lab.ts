import { expect, type Page } from '@playwright/test';
import { press, toTerminal } from './hands.ts';

/** What the page leaves on `globalThis` for the console of the browser: see src/ui/console.ts. */
interface OrdinalConsole {
  session(): { dispatch(intent: { do: 'run'; terminal: number; line: string }): void; advance(ms: number): boolean; isHeld(): boolean; frame(): { nowMs: number } };
  output(): string;
  replay(profile: string, seed: number, inputs: readonly { atMs: number; text: string }[], untilMs: number): Promise<string>;
}

/** The lab as a person has it in front of them. */
export interface Lab {
  readonly page: Page;
  /** Types a line as keystrokes, Enter included. */
  type(line: string): Promise<void>;
  /** Presses one key in the terminal. */
  press(key: string): Promise<void>;
  /** Everything that the first terminal has written, without colours. */
  output(): Promise<string>;
  /** Waits until what was written since the last call of `type` matches. */
  expectOutput(pattern: RegExp, timeoutMs?: number): Promise<string>;
  setSpeed(name: '1×' | '4×' | '20×' | 'max'): Promise<void>;
}

// The escape character begins every colour and cursor sequence of a terminal.
const SEQUENCES = new RegExp(`${String.fromCodePoint(27)}(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\\u0007]*\\u0007|[=>])`, 'g');

export function openLab(page: Page, query = ''): Promise<Lab> {
  return openLabAt(page, `./${query}`);
}

/** Opens an address. Errors, breaches of the content policy and requests to anybody else fail whatever the test looks at. */
export async function openLabAt(page: Page, address: string): Promise<Lab> {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(?:http:\/\/127\.0\.0\.1:|file:|data:|blob:)/.test(request.url())) problems.push(`a request to ${request.url()}`);
  });
  await page.goto(address);
  await expect(page.locator('.xterm-helper-textarea')).toBeAttached({ timeout: 30_000 });
  let mark = 0;

  const output = async () => {
    const text = await page.evaluate(() => (globalThis as unknown as { ordinal: OrdinalConsole }).ordinal.output());
    expect(problems).toEqual([]);
    return text.replaceAll(SEQUENCES, '').replaceAll('\r', '');
  };

  const focus = () => toTerminal(page);
  const lab: Lab = {
    page,
    output,
    type: async (line) => {
      mark = (await output()).length;
      await focus();
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
    },
    press: async (key) => {
      await focus();
      await page.keyboard.press(key);
    },
    expectOutput: async (pattern, timeoutMs = 30_000) => {
      await expect.poll(async () => (await output()).slice(mark), { timeout: timeoutMs }).toMatch(pattern);
      return (await output()).slice(mark);
    },
    setSpeed: async (name) => {
      await press(page.getByRole('radio', { name }).or(page.getByRole('button', { name, exact: true })).first());
    },
  };
  await lab.expectOutput(/\[root@centos7k8s1 deploy\]# $/);
  return lab;
}

/** Runs a line where the clock stands, and lets time pass without waiting for it, but for programs that are still being fetched. */
export function skip(page: Page, line: string, ms: number): Promise<void> {
  return page.evaluate(
    async ({ text, more }) => {
      const session = (globalThis as unknown as { ordinal: OrdinalConsole }).ordinal.session();
      const untilMs = session.frame().nowMs + more;
      if (text !== '') session.dispatch({ do: 'run', terminal: 1, line: text });
      while (!session.advance(untilMs - session.frame().nowMs)) {
        if (!session.isHeld()) throw new Error('time stands');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    { text: line, more: ms },
  );
}

export const PROMPT = /\[root@centos7k8s1 [^\]]*\]# $/;

/** The lab's set of three pods, all ready. */
export async function withThreePods(page: Page, query = ''): Promise<Lab> {
  const lab = await openLab(page, query);
  await lab.setSpeed('20×');
  await lab.type('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml');
  await expect(page.locator('g.pod-full.tone-ready')).toHaveCount(3, { timeout: 40_000 });
  await lab.expectOutput(PROMPT);
  return lab;
}
