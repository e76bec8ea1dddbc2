import { expect, test, type Locator, type Page } from '@playwright/test';

/**
 * How a person works the page. Every journey is gone twice (see playwright.config.ts): with a pointer, and with nothing
 * but a keyboard, which comes to a control by the keys that a person would press and then presses Enter or Space.
 * Journeys act through these functions alone; test/walls.test.ts sees to it.
 */

export function hasKeyboardOnly(): boolean {
  return test.info().project.name === 'keyboard';
}

/** Presses a button, a link, a tab, an entry of a menu, a mark of the stage. What has a key of its own and cannot wait is done by that. */
export async function press(target: Locator, shortcut?: string): Promise<void> {
  if (!hasKeyboardOnly()) return target.click();
  if (shortcut !== undefined) return pressShortcut(target.page(), shortcut);
  await reach(target);
  await expect(target).toBeEnabled();
  // An arrow key has chosen a tab already; to press it again would do nothing.
  const isChosen = await target.evaluate((element) => element.getAttribute('aria-selected') === 'true');
  if (!isChosen) await target.page().keyboard.press(await activationKey(target));
}

/** A press with a finger. */
export async function tap(target: Locator): Promise<void> {
  await (hasKeyboardOnly() ? press(target) : target.tap());
}

/** What can be pressed in the picture can be chosen in a list for those who do not point. */
export async function pressEither(inPicture: Locator, inList: Locator): Promise<void> {
  await (hasKeyboardOnly() ? check(inList) : inPicture.click());
}

/** Chooses a radio button or a box, which the label may stand for. */
export async function check(target: Locator): Promise<void> {
  if (!hasKeyboardOnly()) return target.check();
  await reach(target);
  // Arrow keys choose a radio button as they come to it.
  if (!(await target.isChecked())) await target.page().keyboard.press('Space');
}

/** Opens the menu of a mark. */
export async function openMenu(mark: Locator): Promise<void> {
  if (!hasKeyboardOnly()) return mark.click({ button: 'right' });
  await reach(mark);
  await mark.page().keyboard.press('m');
}

/** Writes a text into a field, in the place of what is in it; moves a slider to a value. */
export async function fill(field: Locator, text: string): Promise<void> {
  if (!hasKeyboardOnly()) return field.fill(text);
  await reach(field);
  const { keyboard } = field.page();
  if ((await field.getAttribute('type')) === 'range') {
    for (let moves = 0; moves < 100; moves += 1) {
      const at = Number(await field.inputValue());
      if (at === Number(text)) return;
      await keyboard.press(at < Number(text) ? 'ArrowRight' : 'ArrowLeft');
    }
    throw new Error(`no key brings the slider to ${text}`);
  }
  await keyboard.press('Control+a');
  // A text of many lines comes from the clipboard.
  if (text.includes('\n') || text.length > 200) await keyboard.insertText(text);
  else await keyboard.type(text);
}

/** Makes a picture larger: two fingers go apart on it, or the key for it is pressed there. */
export async function magnify(picture: Locator): Promise<void> {
  const page = picture.page();
  if (hasKeyboardOnly()) {
    await reach(picture);
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('+');
    return;
  }
  const box = await picture.boundingBox();
  if (box === null) throw new Error('what is not shown cannot be magnified');
  const fingers = await page.context().newCDPSession(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // Not on the same part of it: each finger then has events of its own.
  const apart = (px: number) => [{ x: x - px, y: y - 10, id: 0 }, { x: x + px, y: y + 10, id: 1 }];
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: apart(20) });
  for (let px = 30; px <= 120; px += 10) await fingers.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: apart(px) });
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** Gives the keyboard to a control without pressing it. */
export async function focusOn(target: Locator): Promise<void> {
  await (hasKeyboardOnly() ? reach(target) : target.focus());
}

/** Single keys mean something where no text is typed. */
async function pressShortcut(page: Page, key: string): Promise<void> {
  const isInTerminal = await page.evaluate(() => document.activeElement?.closest('.xterm') !== null);
  if (isInTerminal) await page.keyboard.press('Escape');
  await page.keyboard.press(key);
}

/** Gives the keyboard to the terminal that is shown. */
export async function toTerminal(page: Page): Promise<void> {
  const input = page.locator('.xterm-helper-textarea');
  if (!hasKeyboardOnly()) return input.focus();
  const isFree = await page.evaluate(() => document.activeElement?.closest('input, textarea, select, dialog, [contenteditable="true"], .xterm') === null);
  if (isFree) await page.keyboard.press('t');
  await reach(input);
}

/** Puts the cursor of an editor into the line that has a text. */
export async function toLine(editor: Locator, text: string): Promise<void> {
  if (!hasKeyboardOnly()) return editor.locator('.cm-line', { hasText: text }).click();
  await reach(editor.locator('.cm-content'));
  const { keyboard } = editor.page();
  await keyboard.press('Control+Home');
  const current = editor.locator('.cm-activeLine').first();
  await expect(async () => {
    await keyboard.press('ArrowDown');
    await expect(current).toContainText(text, { timeout: 50 });
  }).toPass();
}

/** A file as it lies on a person's disk. */
export interface FileOnDisk {
  readonly name: string;
  readonly content: string | Buffer;
}

/** Brings files to the page: they fall on it, or are chosen behind the button that asks for manifests, or behind another one. */
export async function bring(page: Page, files: readonly FileOnDisk[], control?: Locator): Promise<void> {
  if (hasKeyboardOnly()) return control === undefined ? chooseInDialog(page, files) : choose(control, files);
  const transfer = await page.evaluateHandle(
    (all) => {
      const data = new DataTransfer();
      for (const { name, base64 } of all) data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], name));
      return data;
    },
    files.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString('base64') })),
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Presses what opens the window of the system in which files are chosen, and chooses some. */
export async function choose(control: Locator, files: readonly FileOnDisk[]): Promise<void> {
  const page = control.page();
  const [dialog] = await Promise.all([page.waitForEvent('filechooser'), press(control)]);
  await dialog.setFiles(files.map(({ name, content }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })));
}

async function chooseInDialog(page: Page, files: readonly FileOnDisk[]): Promise<void> {
  const control = page.locator('.import-file');
  if (!(await control.isVisible())) await press(page.locator('.top-tools .lucide-file-up'));
  await choose(control, files);
}

/** More presses than this lead nowhere. */
const MOST_PRESSES = 250;

/** Comes to a control by the keys that lead there, as a person finds it. */
async function reach(target: Locator): Promise<void> {
  const { keyboard } = target.page();
  await target.waitFor({ state: 'attached' });
  const tried = new Set<string>();
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    const { focus, keys } = await target.evaluate(keysTowards);
    if (keys.length === 0) return;
    const key = keys.find((each) => !tried.has(`${focus} ${each}`)) ?? 'Tab';
    tried.add(`${focus} ${key}`);
    for (const each of key.split(' ')) await keyboard.press(each);
  }
  throw new Error(`no key leads to ${String(target)}`);
}

/** Presses, one or two keys each, that may lead from where the focus is to a control, the likeliest first; none where it has the focus. Runs in the page. */
function keysTowards(target: Element): { readonly focus: string; readonly keys: readonly string[] } {
  const FOCUSABLE = 'a[href], button, input, textarea, select, summary, [tabindex], [contenteditable="true"]';
  const controlOf = (element: Element): Element => {
    const label = element.closest('label');
    if (label?.control != null) return label.control;
    return element.closest(FOCUSABLE) ?? element.querySelector(FOCUSABLE) ?? element;
  };
  const wanted = controlOf(target);
  const active = document.activeElement ?? document.body;
  const focus = String([...document.querySelectorAll('*')].indexOf(active));
  if (active === wanted) return { focus, keys: [] };
  const isAfter = (active.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const sharesA = (selector: string) => wanted.closest(selector) !== null && wanted.closest(selector) === active.closest(selector);

  // Every key but this one is the shell's.
  if (active.closest('.xterm') !== null) return { focus, keys: ['Escape', 'Control+Shift+E'] };
  // Tab indents there, but for the first one after Escape.
  if (active.closest('.cm-editor') !== null) return { focus, keys: [isAfter ? 'Escape Tab' : 'Escape Shift+Tab', 'Escape Tab'] };
  if (sharesA('[role="menu"]')) return { focus, keys: [isAfter ? 'ArrowDown' : 'ArrowUp'] };
  if (sharesA('[role="tablist"]') && wanted.matches('[role="tab"]')) return { focus, keys: [isAfter ? 'ArrowRight' : 'ArrowLeft'] };
  if (wanted instanceof HTMLInputElement && active instanceof HTMLInputElement && wanted.type === 'radio' && wanted.name === active.name) return { focus, keys: [isAfter ? 'ArrowDown' : 'ArrowUp'] };
  if (sharesA('.stage-svg') && wanted.matches('.mark') && active.matches('.mark')) {
    const [from, to] = [active.getBoundingClientRect(), wanted.getBoundingClientRect()];
    const dx = to.x + to.width / 2 - from.x - from.width / 2;
    const dy = to.y + to.height / 2 - from.y - from.height / 2;
    const across = [dx > 0 ? 'ArrowRight' : 'ArrowLeft', dx > 0 ? 'ArrowLeft' : 'ArrowRight'];
    const along = [dy > 0 ? 'ArrowDown' : 'ArrowUp', dy > 0 ? 'ArrowUp' : 'ArrowDown'];
    const [first, second] = Math.abs(dx) > Math.abs(dy) ? [across, along] : [along, across];
    return { focus, keys: [first[0], second[0], second[1], first[1]].filter((key) => key !== undefined) };
  }
  return { focus, keys: isAfter ? ['Tab', 'Shift+Tab'] : ['Shift+Tab', 'Tab'] };
}

/** Space turns a box or a radio button; Enter does everything else. */
function activationKey(target: Locator): Promise<string> {
  return target.evaluate((element) => {
    const control = element.closest('label')?.control ?? element;
    return control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox') ? 'Space' : 'Enter';
  });
}
