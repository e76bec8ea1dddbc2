import { useMemo } from 'react';
import { branchName, historyOf } from '../branches/branchFacts.ts';
import { useApp, useT } from '../store/store.ts';
import { lanesOf } from './lanes.ts';
import type { LaneName } from './lanes.ts';

interface OtherCourseProps {
  readonly names: readonly LaneName[];
  readonly x: (ms: number) => number;
  readonly rowH: number;
  readonly left: number;
  readonly right: number;
}

/** The branch that is compared: a thin line under each lane, from where the two parted. */
export function OtherCourse({ names, x, rowH, left, right }: OtherCourseProps) {
  const compared = useApp((state) => state.compared);
  const branch = useApp(({ branches }) => branches.find(({ number }) => number === compared));
  const lanes = useMemo(() => (branch === undefined ? [] : lanesOf(names, historyOf(branch.session))), [names, branch]);
  if (branch === undefined) return null;
  const endMs = branch.session.frame().nowMs;
  return (
    <g className="other-course" aria-hidden="true">
      {lanes.flatMap(({ segments }, row) =>
        segments.map((segment) => {
          const from = Math.max(x(segment.fromMs), left);
          const to = Math.min(x(segment.toMs ?? endMs), right);
          return to <= from ? null : <rect key={segment.id} className={`lane-fill tone-${segment.state}`} x={from} y={row * rowH + rowH - 4} width={Math.max(1, to - from - 1)} height={3} />;
        }),
      )}
    </g>
  );
}

/** Where branches left each other. */
export function ForkMarks({ x, left, right, bottom }: Pick<OtherCourseProps, 'x' | 'left' | 'right'> & { readonly bottom: number }) {
  const t = useT();
  const branches = useApp((state) => state.branches);
  return branches.map((branch) => {
    const at = branch.origin === undefined ? -1 : x(branch.origin.atMs);
    if (at < left - 1 || at > right) return null;
    return (
      <g key={branch.number} className="fork-mark" transform={`translate(${at} 0)`}>
        <title>{branchName(t, branch)}</title>
        <path d={`M0 8V${bottom}`} />
        <circle cy="6" r="3.5" />
      </g>
    );
  });
}
