package dev.lockstep.core.schedule.arrays;

/** Tasks as columns that grow: what each is, and the numbers of the values it reads and writes. */
public final class TaskColumns {

  private final IntArray operations = new IntArray();
  private final IntArray stages = new IntArray();
  private final IntArray microBatches = new IntArray();
  private final IntArray losses = new IntArray();
  private final IntArray weightVersions = new IntArray();
  private final IntArray readStart = new IntArray();
  private final IntArray reads = new IntArray();
  private final IntArray writeStart = new IntArray();
  private final IntArray writes = new IntArray();

  /** Adds a task that reads and writes nothing yet. */
  public void add(int operation, int stage, int microBatch, int loss, int weightVersion) {
    operations.add(operation);
    stages.add(stage);
    microBatches.add(microBatch);
    losses.add(loss);
    weightVersions.add(weightVersion);
    readStart.add(reads.size());
    writeStart.add(writes.size());
  }

  /** Number of tasks. */
  public int size() {
    return operations.size();
  }

  /** Operation of a task, by its ordinal. */
  public int operation(int task) {
    return operations.get(task);
  }

  /** Stage of a task. */
  public int stage(int task) {
    return stages.get(task);
  }

  /** Micro-batch of a task. */
  public int microBatch(int task) {
    return microBatches.get(task);
  }

  /** Loss of a task. */
  public int loss(int task) {
    return losses.get(task);
  }

  /** Where the reads of a task start. */
  public int readStart(int task) {
    return readStart.get(task);
  }

  /** Where the writes of a task start. */
  public int writeStart(int task) {
    return writeStart.get(task);
  }

  /** Micro-batches of all tasks. */
  public IntArray microBatches() {
    return microBatches;
  }

  /** Weight versions of all tasks. */
  public IntArray weightVersions() {
    return weightVersions;
  }

  /** Numbers of the values that the tasks read, one task after another. */
  public IntArray reads() {
    return reads;
  }

  /** Numbers of the values that the tasks write. */
  public IntArray writes() {
    return writes;
  }
}
