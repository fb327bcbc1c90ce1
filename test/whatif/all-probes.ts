import type { CompiledApp } from '../../src/dialects/dialect.ts';
import { type Probe, probeKey, probesOf } from '../../src/whatif/probes.ts';

/** Every probe of an application, each request once, in registration order. */
export function allProbes(app: CompiledApp): readonly Probe[] {
  const byKey = new Map<string, Probe>();
  for (const registration of app.registrations) {
    for (const probe of probesOf(registration)) {
      const key = probeKey(probe.request);
      if (!byKey.has(key)) byKey.set(key, probe);
    }
  }
  return [...byKey.values()];
}
