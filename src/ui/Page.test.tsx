// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { statefulsetWhy } from '#session/why/statefulset.ts';
import { createFixtureSession } from './fixtures/fixtureSession.ts';
import type { Script } from './fixtures/fixtureSession.ts';
import { heldUpdate, threePods } from './fixtures/scenes.ts';
import { en } from './i18n/en.ts';
import { Page } from './Page.tsx';
import { ErrorBox } from './shell/ErrorBox.tsx';
import { createAppStore } from './store/store.ts';

vi.mock('./terminal/XtermView.tsx', () => ({ XtermView: () => null }));

const place: { root: Root | undefined; host: HTMLElement | undefined } = { root: undefined, host: undefined };

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  // There is no layout here: every box is as wide as the stage of a large window.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1080);
  vi.stubGlobal('requestAnimationFrame', () => 0);
});

afterEach(async () => {
  await act(async () => place.root?.unmount());
  place.host?.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function givenPage(script: Script, atMs: number) {
  const session = createFixtureSession(labProfile, script);
  const store = createAppStore({ session, openSession: () => createFixtureSession(labProfile, []), language: 'en', messages: en, sentences: statefulsetWhy, theme: 'dark' });
  session.advance(atMs);
  place.host = document.body.appendChild(document.createElement('div'));
  place.root = createRoot(place.host);
  await act(async () => place.root?.render(<Page store={store} />));
  // What the page fetches after its first picture has come.
  await act(async () => void (await Promise.all([import('./inspector/Inspector.tsx'), import('./timeline/Timeline.tsx'), import('./stage/marks/HeatStrip.tsx')])));
  return { session, store, host: place.host, later: (ms: number) => act(async () => void session.advance(ms)) };
}

const mark = (host: HTMLElement, key: string) => host.querySelector<SVGGElement>(`g.pod[data-key="${key}"]`);
const press = (element: Element | null | undefined) => act(async () => void element?.dispatchEvent(new MouseEvent('click', { bubbles: true })));

describe('the stage', () => {
  it('says of each pod in words what it shows', async () => {
    const { host } = await givenPage(threePods, 9400);

    expect([...host.querySelectorAll('g.pod-full')].map((element) => element.getAttribute('aria-label'))).toEqual([
      'Pod web-0, Ready, on node centos7k8s1, address 10.100.0.14, revision A',
      'Pod web-1, Ready, on node centos7k8s2, address 10.100.1.88, revision A',
      'Pod web-2, Creating, on node centos7k8s3, revision A',
    ]);
  });

  it('draws a pod that replaces another as a new mark in the same place', async () => {
    const { host, later } = await givenPage(threePods, 15_000);
    const before = mark(host, 'Pod/default/web-1');
    await later(8000);
    const after = mark(host, 'Pod/default/web-1');

    expect(after).not.toBe(before);
    expect(after?.style.transform).toBe(before?.style.transform);
    expect(host.textContent).toContain('new pod, new address, same claim');
  });

  it('keeps the mark of a pod that only changes its state', async () => {
    const { host, later } = await givenPage(threePods, 1100);
    const before = mark(host, 'Pod/default/web-0');
    await later(3000);

    expect(mark(host, 'Pod/default/web-0')).toBe(before);
    expect(before?.getAttribute('aria-label')).toContain('Ready');
  });

  it('moves marks when they are arranged in another way', async () => {
    const { host, store } = await givenPage(threePods, 12_000);
    const before = mark(host, 'Pod/default/web-2');
    const place1 = before?.style.transform;
    await act(async () => store.getState().arrange('node'));

    expect(mark(host, 'Pod/default/web-2')).toBe(before);
    expect(before?.style.transform).not.toBe(place1);
  });

  it('is one Tab stop', async () => {
    const { host } = await givenPage(threePods, 12_000);

    expect(new Set([...host.querySelectorAll('.stage-svg [tabindex="0"]')].map((element) => element.getAttribute('data-key'))).size).toBe(1);
  });

  it('has an equal in words', async () => {
    const { host, store } = await givenPage(heldUpdate, 42_000);
    await act(async () => store.getState().showTable(true));

    const rows = [...host.querySelectorAll('.stage-table table:first-child tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent).join(' | '));
    expect(rows[3]).toBe('3 | web-3ImagePullBackOff | centos7k8s3 | 10.100.5.11 | B nginx:v2.0-my | web-3.nginx no answer yet | data-web-3 · Bound | “page 3” 2Gi · nfs | gate held');
    expect(rows).toHaveLength(6);
  });

  it('invites to three commands while there is nothing', async () => {
    const { host, session } = await givenPage([], 100);
    await press(host.querySelector('.empty-tries button'));

    expect(session.intents.at(-1)?.intent).toEqual({ do: 'run', terminal: 0, line: 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml' });
  });
});

describe('the inspector', () => {
  it('tells why a set does not go on, by which rule, and what would help', async () => {
    const { host } = await givenPage(heldUpdate, 42_000);
    const text = host.querySelector('.panel')?.textContent ?? '';

    expect(text).toContain('Why is nothing happening?');
    expect(text).toContain('The update waits until web-3 is available');
    expect(text).toContain('Update from the highest ordinal down');
    expect(text).toContain('kubectl rollout undo sts/web && kubectl delete pod web-3');
  });

  it('follows what is chosen on the stage', async () => {
    const { host } = await givenPage(threePods, 12_000);
    await press(host.querySelector('#panel-tab-overview'));
    await press(mark(host, 'Pod/default/web-1'));

    expect(host.querySelector('.panel-heading')?.textContent).toBe('pod/web-1');
    expect(mark(host, 'Pod/default/web-1')?.getAttribute('aria-pressed')).toBe('true');
  });

  it('says when the object is gone', async () => {
    const { host, store } = await givenPage(threePods, 12_000);
    await act(async () => store.getState().showInspectorTab('yaml'));
    await act(async () => store.getState().select({ kind: 'Pod', namespace: 'default', name: 'web-9' }));

    expect(host.querySelector('.panel')?.textContent).toBe('This object is not there any more.');
  });
});

it('changes its language as a whole', async () => {
  const { host, store } = await givenPage(heldUpdate, 42_000);
  await act(() => store.getState().setLanguage('zh'));

  expect(host.querySelector('.panel')?.textContent).toContain('为什么没有动静？');
  expect(host.querySelector('g.pod-full')?.getAttribute('aria-label')).toContain('就绪');
  expect(document.documentElement.lang).toBe('zh-CN');
});

it('shows a failure of the simulation, and starts over from there', async () => {
  const { host, store } = await givenPage(threePods, 12_000);
  await act(async () => store.getState().reportCrash(new Error('livelock at 12 ms')));

  expect(host.querySelector('.crash')?.textContent).toContain('livelock at 12 ms');
  await press([...host.querySelectorAll('.crash button')].find(({ textContent }) => textContent === 'Start over'));
  expect(host.querySelector('.crash')).toBeNull();
  expect(store.getState().nowMs).toBe(0);
});

it('boxes a part that fails, and leaves the rest', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  place.host = document.body.appendChild(document.createElement('div'));
  place.root = createRoot(place.host);
  let isBroken = true;
  const Part = () => {
    if (isBroken) throw new Error('no such field');
    return <p>well again</p>;
  };
  await act(async () =>
    place.root?.render(
      <>
        <p>the rest</p>
        <ErrorBox message="This panel has failed." again="Try again">
          <Part />
        </ErrorBox>
      </>,
    ),
  );

  expect(place.host.textContent).toContain('the rest');
  expect(place.host.textContent).toContain('no such field');
  isBroken = false;
  await press(place.host.querySelector('button'));
  expect(place.host.textContent).toBe('the restwell again');
});
