import { expect, test } from '@playwright/test';
import { toTerminal } from './hands.ts';
import { openLab, PROMPT } from './lab.ts';

test('what is copied from a tutorial is pasted without its prompts, and runs', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = await openLab(page);
  await expect.poll(lab.output).toMatch(PROMPT);
  await page.evaluate((text) => navigator.clipboard.writeText(text), "[root@master ~]# cat > a.txt << 'EOF'\n# a comment\n$ kept\nEOF\n$ cat a.txt | tr a-z A-Z\n");

  await toTerminal(page);
  await page.keyboard.press('Control+Shift+v');

  await expect.poll(lab.output).toMatch(/\]# cat > a\.txt << 'EOF'\n> # a comment\n> \$ kept\n> EOF\n.*\]# cat a\.txt \| tr a-z A-Z\n# A COMMENT\n\$ KEPT\n/);
});
