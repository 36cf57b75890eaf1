package dev.lockstep.scenarios.catalog.entry;

/** What strategies have in common, in the order in which an overview shows them. */
public enum Family {
  /** An update ends each mini-batch, and all gradients are of the weights that it changes. */
  SYNCHRONOUS("Synchronous pipelines"),
  /** Micro-batches flow through stages that update meanwhile. */
  ASYNCHRONOUS("Asynchronous pipelines"),
  /** Stages go backward at once, with gradients of earlier iterations. */
  DELAYED("Delayed gradients"),
  /** Stages learn from losses of their own. */
  LOCAL("Local learning"),
  /** What others are measured by. */
  BASELINE("Baselines"),
  /** What users bring along. */
  OWN("Your own");

  private final String title;

  Family(String title) {
    this.title = title;
  }

  /** The heading above its members. */
  public String title() {
    return title;
  }
}
