import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { canInstall, install, onPath } from '../debian.ts';

/*
 * A Slurm cluster on this machine: a controller, and node daemons that are machines of their own to all that a job can see, with
 * a host name and process numbers of their own (Linux namespaces). All files stand in one folder; nothing of the system's own
 * Slurm is used but its programs.
 */

const PROGRAMS = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'scontrol', 'unshare'];

const missing = (): string[] => PROGRAMS.filter((name) => !onPath(name));

function mayUnshare(): boolean {
  try {
    execFileSync('unshare', ['--pid', '--fork', '--mount-proc', '--uts', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Why no cluster can be started here, null where one can. Installs Slurm where that is all that is missing. */
export function whyNoSlurm(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'node daemons of Slurm need Linux, and root';
  if (missing().length > 0 && canInstall()) install(['slurm-wlm', 'munge']);
  if (missing().length > 0) return `${missing().join(', ')} not found: apt-get install slurm-wlm munge`;
  return mayUnshare() ? null : 'this container may not make namespaces: start it with --privileged';
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A job or a task of an array, as the controller tells of it. */
export interface Job {
  /** Such as RUNNING, PENDING, COMPLETED. */
  readonly state: string;
  /** The name of the node that it runs or ran on last. */
  readonly node: string;
  /** How often it was queued again. */
  readonly restarts: number;
}

/** Keys in capitals are those of `scontrol show job`. */
function jobOf(told: string): Job {
  const value = (key: string) => new RegExp(`(?:^|\\s)${key}=(\\S*)`, 'u').exec(told)?.[1] ?? '';
  return { state: value('JobState'), node: value('NodeList'), restarts: Number(value('Restarts')) };
}

/** Names of nodes with their ports. */
type Ports = ReadonlyMap<string, number>;

function configuration(folder: string, controller: number, nodes: Ports): string {
  const names = [...nodes.keys()].join(',');
  return `ClusterName=test
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmctldPort=${controller}
AuthType=auth/munge
CredType=cred/munge
# A job that is queued again waits until its first credential has expired, 2 minutes by default.
AuthInfo=socket=${folder}/munge.socket,cred_expire=5
SlurmUser=root
SlurmdUser=root
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool-%n
SlurmctldPidFile=${folder}/controller.pid
SlurmdPidFile=${folder}/%n.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
MailProg=/bin/true
# Seconds until a node that does not answer counts as down.
SlurmdTimeout=5
MessageTimeout=3
KillWait=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1,sched_min_interval=0
${[...nodes].map(([name, port]) => `NodeName=${name} NodeAddr=127.0.0.1 Port=${port} CPUs=1 RealMemory=2000`).join('\n')}
PartitionName=all Nodes=${names} Default=YES State=UP
`;
}

/** A running cluster; `start` makes one. */
export class Slurm {
  private readonly daemons = new Map<string, ChildProcess>();
  readonly folder: string;
  /** The environment in which Slurm's commands speak to this cluster. */
  readonly env: NodeJS.ProcessEnv;

  private constructor(folder: string) {
    this.folder = folder;
    this.env = { ...process.env, SLURM_CONF: join(folder, 'slurm.conf') };
  }

  /** Starts a cluster with these nodes, of one processor and 2 GB each; its files come into `folder`. */
  static async start(folder: string, names: readonly string[]): Promise<Slurm> {
    const cluster = new Slurm(folder);
    const nodes = new Map<string, number>();
    for (const name of names) nodes.set(name, await freePort());
    mkdirSync(join(folder, 'state'));
    writeFileSync(join(folder, 'slurm.conf'), configuration(folder, await freePort(), nodes));
    writeFileSync(join(folder, 'munge.key'), randomBytes(128), { mode: 0o600 });
    await cluster.startMunge();
    cluster.startDaemon('controller', 'slurmctld', '-D');
    for (const name of names) cluster.startNode(name);
    await vi.waitFor(() => cluster.nodes('idle').length === names.length || Promise.reject(cluster.logs()), 20_000);
    return cluster;
  }

  private startDaemon(name: string, command: string, ...args: string[]): void {
    const log = openSync(join(this.folder, `${name}.log`), 'a');
    this.daemons.set(name, spawn(command, args, { env: this.env, stdio: ['ignore', log, log] }));
  }

  private async startMunge(): Promise<void> {
    const file = (name: string) => join(this.folder, `munge.${name}`);
    const files = ['key', 'pid', 'seed', 'log'].map((name) => `--${name}-file=${file(name)}`);
    this.startDaemon('munge', 'munged', '--foreground', '--force', `--socket=${file('socket')}`, ...files);
    await vi.waitFor(() => execFileSync('munge', ['-n', '-S', file('socket')], { stdio: 'ignore' }), 10_000);
  }

  private startNode(name: string): void {
    // When `unshare` ends, so does the first process of its namespace, and with this one all others in it.
    const apart = ['--pid', '--fork', '--kill-child', '--mount-proc', '--uts'];
    this.startDaemon(name, 'unshare', ...apart, 'sh', '-c', `hostname ${name} && exec slurmd -D -N ${name}`);
  }

  /** What the daemons said. */
  logs(): string {
    return [...this.daemons.keys()].map((name) => readFileSync(join(this.folder, `${name}.log`), 'utf8')).join('\n');
  }

  /** What a command of Slurm prints. */
  ask(command: string, ...args: string[]): string {
    return execFileSync(command, args, { env: this.env, encoding: 'utf8' });
  }

  /** The names of the nodes in a state. */
  nodes(state: string): string[] {
    return this.ask('sinfo', '-h', '-N', '-t', state, '-o', '%N').split('\n').filter(Boolean);
  }

  /** A job, or a task as `12_3`. */
  job(id: string): Job {
    return jobOf(this.ask('scontrol', 'show', 'job', id));
  }

  /** Ends a node as a power cut does: all its processes are gone at once. */
  async killNode(name: string): Promise<void> {
    const daemon = this.daemons.get(name)!;
    const ended = once(daemon, 'exit');
    daemon.kill('SIGKILL');
    await ended;
  }

  /** Ends all daemons and all jobs. */
  async stop(): Promise<void> {
    const running = [...this.daemons.values()].filter(({ exitCode, signalCode }) => exitCode === null && !signalCode);
    const ended = running.map((daemon) => once(daemon, 'exit'));
    for (const daemon of running) daemon.kill('SIGKILL');
    await Promise.all(ended);
  }
}
