import { describe, expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
}

const PACKAGES = Object.entries(lock.packages as Record<string, Locked>).filter(([folder]) => folder !== '');

describe('the lock file', () => {
  test('has a hash of each package', () => {
    expect(PACKAGES.length).toBeGreaterThan(100);
    expect(PACKAGES.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/u.test(integrity ?? ''))).toEqual([]);
  });

  test('names no host that packages come from', () => {
    expect(PACKAGES.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(JSON.stringify(lock)).not.toMatch(/https?:\/\/[^"]*\.tgz/u);
  });

  test('and every package of ours has one version, which the lock file has too', () => {
    const asked = { ...project.dependencies, ...project.devDependencies };
    const versions = Object.values(asked).map((version) => version.replace(/^npm:.+@/u, ''));
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
    const { version, dependencies, devDependencies } = lock.packages[''];
    expect({ version, ...dependencies, ...devDependencies }).toEqual({ version: project.version, ...asked });
  });
});
