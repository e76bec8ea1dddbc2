import type { ReactNode, Ref } from 'react';

interface GroupProps {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLDivElement>;
}

/** Controls that belong together. A fieldset would be the same to those who listen, but cannot be laid out freely. */
export function Group({ label, className, children, ref }: GroupProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div ref={ref} role="group" aria-label={label} className={className}>
      {children}
    </div>
  );
}
