#!/bin/bash
#
# Builds the index of a large corpus on a Slurm cluster: every slice is a task of a job array, and a job that waits for the array
# merges the slices. The result is, byte for byte, what one build on one machine gives.
#
#   corpus-index/cluster/slurm-index.sh --corpus all.jsonl.gz --out all.bin --slices 64 -- --partition=short --time=2:00:00
#
# --corpus   a folder or .jsonl(.gz) file, as `npm run index -- build` takes it; --sources and --wording as well
# --out      the index; the slices and a log for each stand in a folder beside it, OUT.slices, until they are merged
# --slices   how many; each reads the whole corpus and indexes its own stretch of it
# --         what follows goes to sbatch, for all jobs: partition, account, time limit
# SLICE_MEMORY, MERGE_MEMORY   memory of a slice (2G) and of the merge (8G): 6 bytes for each letter of the slice, for the merge of
#            the whole corpus, and 0.5 GB more
#
# Once before: `npm ci` in this project, on a file system that all nodes see; it brings the Node that is used. Corpus and index
# stand on such a file system too. Nothing else is needed on the nodes.
#
# When something fails:
# - A node dies, or a job with more rights takes its place: Slurm puts the task back into the queue.
# - A build is killed, as for lack of memory: its task is put back twice, then it fails.
# - The corpus or the call is faulty: the task fails at once, with the reason in its log.
# - After a failure the merge is cancelled. Mend the cause and call the script again with the same options: only slices that are
#   missing are built. A slice appears under its name when it is whole, so a file that is there is never half of one, and two
#   tasks that build the same slice do not harm each other.
# - The corpus was changed in between: the merge refuses slices of different corpora. Delete OUT.slices and call again.
#
# `squeue --me` shows what runs; `tail OUT.slices/log/*` how far it is.

set -euo pipefail

# A cause that three tries meet is not the machine's.
readonly RETRIES=2

# Exit codes of `npm run index`: a faulty call or corpus, and an interruption.
readonly FAULTY=2 INTERRUPTED=130

die() {
  echo "slurm-index: $1" >&2
  exit "$FAULTY"
}

index() {
  PATH=$project/node_modules/node/bin:$PATH node "$project/corpus-index/cli.ts" "$@"
}

tell_job() {
  echo "$1: job $SLURM_JOB_ID on $(hostname), try $((${SLURM_RESTART_COUNT:-0} + 1))"
}

# Ends a job whose command failed; it is queued again where another try may help.
fail() {
  local code=$1
  if [[ $code != "$FAULTY" && $code != "$INTERRUPTED" && ${SLURM_RESTART_COUNT:-0} -lt $RETRIES ]]; then
    echo "failed with exit code $code; queued again" >&2
    scontrol requeue "$SLURM_JOB_ID"
  fi
  exit "$code"
}

# A task of the array. What a killed try has left is removed; if that try is still alive, on a node that only seems dead, it cannot
# rename its file any more, and fails.
build_slice() {
  local work=$1 slices=$2
  shift 2
  local file=$work/$SLURM_ARRAY_TASK_ID.bin
  tell_job "slice $SLURM_ARRAY_TASK_ID of $slices"
  rm -f "$file".*.unfinished
  index build "$@" --slice "$SLURM_ARRAY_TASK_ID/$slices" --out "$file" || fail $?
}

# The job after the array.
merge_slices() {
  local work=$1 slices=$2 out=$3 parts=()
  for ((number = 1; number <= slices; number++)); do parts+=("$work/$number.bin"); done
  tell_job "merge of $slices slices"
  rm -f "$out".*.unfinished
  index merge --out "$out" "${parts[@]}" || fail $?
  rm "${parts[@]}"
}

read_options() {
  while (($# > 0)); do
    [[ $1 != -- ]] || { shift; sbatch_options=("$@"); return; }
    case $1 in
      --corpus | --sources | --wording | --out | --slices) [[ ${2---} != -- ]] || die "$1 has no value" ;;
      *) die "no such option: $1; what is for sbatch follows --" ;;
    esac
    case $1 in
      --out) out=$(realpath -m -- "$2") ;;
      --slices) slices=$2 ;;
      *) build_options+=("$1" "$(realpath -e -- "$2")") || die "$2 does not exist" ;;
    esac
    shift 2
  done
}

check_options() {
  [[ " ${build_options[*]} " == *" --corpus "* ]] || die '--corpus is missing'
  [[ -n $out ]] || die '--out is missing'
  [[ $slices =~ ^[1-9][0-9]*$ ]] || die "--slices «$slices» is no number: give 1 or more"
  [[ ! -e $out ]] || die "$out exists: move it away, or choose another name"
  [[ -x $project/node_modules/node/bin/node ]] || die "call npm ci in $project first"
}

# The slices that are not there yet, as sbatch takes them.
missing_slices() {
  local missing=()
  for ((number = 1; number <= slices; number++)); do
    [[ -e $work/$number.bin ]] || missing+=("$number")
  done
  if ((${#missing[@]} == slices)); then echo "1-$slices"; else (IFS=, && echo "${missing[*]}"); fi
}

# Hands this very script to sbatch, and prints the number of the job.
submit_job() {
  local log=$1 memory=$2 job
  shift 2
  job=$(sbatch --parsable --requeue --open-mode=append --output="$work/log/$log" --mem="$memory" --cpus-per-task=1 \
    --kill-on-invalid-dep=yes "${sbatch_options[@]}" "$@")
  echo "${job%%;*}"
}

submit() {
  local out='' slices='' build_options=() sbatch_options=()
  read_options "$@"
  check_options
  local work=$out.slices script=$project/corpus-index/cluster/slurm-index.sh after=() missing job
  mkdir -p "$work/log"
  missing=$(missing_slices)
  if [[ -n $missing ]]; then
    job=$(submit_job %a.log "${SLICE_MEMORY:-2G}" --job-name=index-slice --array="$missing" \
      "$script" slice "$project" "$work" "$slices" "${build_options[@]}")
    echo "job $job builds slices $missing of $slices"
    after=(--dependency="afterok:$job")
  fi
  job=$(submit_job merge.log "${MERGE_MEMORY:-8G}" --job-name=index-merge "${after[@]}" \
    "$script" merge "$project" "$work" "$slices" "$out")
  echo "job $job merges them into $out"
}

# Slurm runs a copy of this file from a folder of its own, so a job is told where the project is.
case ${SLURM_JOB_ID:+${1-}} in
  slice) project=$2 && build_slice "${@:3}" ;;
  merge) project=$2 && merge_slices "${@:3}" ;;
  *) project=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..") && submit "$@" ;;
esac
