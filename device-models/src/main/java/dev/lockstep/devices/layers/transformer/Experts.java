package dev.lockstep.devices.layers.transformer;

/**
 * The mixture of experts that stands in place of a block's feed-forward network.
 *
 * @param experts experts to choose from
 * @param active experts that each token is sent to
 * @param shared experts that every token passes too
 * @param hidden width of one expert
 * @param denseLayers blocks at the input that have an ordinary feed-forward network instead
 */
public record Experts(int experts, int active, int shared, int hidden, int denseLayers) {

  /** Refuses more active experts than there are. */
  public Experts {
    if (experts < 1 || active < 1 || active > experts || shared < 0 || denseLayers < 0) {
      throw new IllegalArgumentException(
          "%d of %d experts active, %d shared; at least one must be active, and no more than all"
              .formatted(active, experts, shared));
    }
  }
}
