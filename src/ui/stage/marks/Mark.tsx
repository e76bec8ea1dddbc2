import type { KeyboardEvent, ReactNode } from 'react';
import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Box } from '../layout/layout.ts';
import { keyText } from '../model/objectKeys.ts';
import { useLongPress } from '../useLongPress.ts';
import { useMark } from '../useMark.ts';

interface MarkProps {
  readonly box: Box;
  readonly target: ObjectKey;
  /** What a screen reader says. */
  readonly label: string;
  readonly className: string;
  readonly radius: number;
  readonly children: ReactNode;
}

/** A thing on the stage that can be chosen by mouse, touch and keyboard, and that moves when its place changes. */
export function Mark({ box, target, label, className, radius, children }: MarkProps) {
  const { isSelected, isTabStop, select, focus, openMenu } = useMark(target);
  const longPress = useLongPress(openMenu);
  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    if (event.key === 'm') openMenu(bounds.left + 16, bounds.top + 16);
    else if (event.key === 'Enter' || event.key === ' ') select();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <g
      className={`mark ${className}${isSelected ? ' is-selected' : ''}`}
      style={{ transform: `translate(${box.x}px, ${box.y}px)` }}
      // A button cannot stand inside of a picture.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={label}
      aria-pressed={isSelected}
      data-key={keyText(target)}
      onClick={select}
      {...longPress}
      onContextMenu={(event) => {
        event.preventDefault();
        openMenu(event.clientX, event.clientY);
      }}
      onKeyDown={onKeyDown}
      onFocus={focus}
    >
      <g className="mark-body">{children}</g>
      <rect className="mark-ring" x={-3} y={-3} width={box.w + 6} height={box.h + 6} rx={radius + 3} />
    </g>
  );
}
