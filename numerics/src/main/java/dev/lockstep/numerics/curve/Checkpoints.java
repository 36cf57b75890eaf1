package dev.lockstep.numerics.curve;

import java.util.Optional;

/** Where a run is kept now and then, to go on from there another time. */
public interface Checkpoints {

  /** Nowhere. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public Optional<Kept> last() {
          return Optional.empty();
        }

        @Override
        public boolean isDue(int iterations) {
          return false;
        }

        @Override
        public void keep(int iterations, Kept kept) {}
      };

  /** What was kept last of the same run, if anything was; new tensors whenever it is asked for. */
  Optional<Kept> last();

  /**
   * Whether to keep a run now. One that is over is kept in any case.
   *
   * @param iterations mini-batches so far
   */
  boolean isDue(int iterations);

  /**
   * Keeps a run instead of what was kept before. It goes on as soon as this returns.
   *
   * @param iterations mini-batches so far
   */
  void keep(int iterations, Kept kept);
}
