package dev.lockstep.core.schedule;

/**
 * One execution resource: a device's compute stream, its collective stream, the link from one
 * device to another, or one between a device and its host.
 *
 * @param name what messages and pictures call it
 * @param kind compute stream, collective stream, link or link to the host
 * @param device the device it belongs to; a link's sender
 * @param peer a link's receiver; the device itself for the other lanes
 * @param dispatch how it chooses its next task
 * @param slots tasks that a work-conserving lane carries out at once, each as fast as if alone: the
 *     threads that a device runs side by side; 1 for other lanes
 */
public record Lane(String name, Kind kind, int device, int peer, Dispatch dispatch, int slots) {

  /**
   * Refuses what no lane can be.
   *
   * @throws ScheduleException if there is no slot, or more than one on a lane that keeps its order
   */
  public Lane {
    if (slots < 1 || slots > 1 && dispatch != Dispatch.WORK_CONSERVING) {
      throw new ScheduleException(
          "lane %s, %s, with %d slots; a work-conserving lane has at least 1, others 1"
              .formatted(name, dispatch, slots));
    }
  }

  /** A lane of one slot. */
  public Lane(String name, Kind kind, int device, int peer, Dispatch dispatch) {
    this(name, kind, device, peer, dispatch, 1);
  }

  /** What sort of resource a lane is. */
  public enum Kind {
    /** A device's compute stream. */
    COMPUTE,
    /** A directed link between two devices. */
    LINK,
    /** A device's part in collectives, beside its compute stream. */
    COLLECTIVE,
    /** One direction of the link between a device and its host. */
    HOST,
    /** What a device holds for others, beside its compute stream; takes no time. */
    HOLDING
  }

  /** The compute stream of a device. */
  public static Lane compute(int device, Dispatch dispatch) {
    return new Lane("device" + device, Kind.COMPUTE, device, device, dispatch);
  }

  /** The compute stream of a device that runs so many tasks side by side. */
  public static Lane compute(int device, Dispatch dispatch, int slots) {
    return new Lane("device" + device, Kind.COMPUTE, device, device, dispatch, slots);
  }

  /** The link from one device to another. */
  public static Lane link(int from, int to, Dispatch dispatch) {
    return new Lane("device" + from + "->device" + to, Kind.LINK, from, to, dispatch);
  }

  /** The stream on which a device takes part in collectives. */
  public static Lane collective(int device, Dispatch dispatch) {
    String name = "device" + device + " collectives";
    return new Lane(name, Kind.COLLECTIVE, device, device, dispatch);
  }

  /** The link from the host to a device, one transfer after another. */
  public static Lane fromHost(int device) {
    return new Lane("host->device" + device, Kind.HOST, device, device, Dispatch.IN_ORDER);
  }

  /** The link from a device to its host, one transfer after another. */
  public static Lane toHost(int device) {
    return new Lane("device" + device + "->host", Kind.HOST, device, device, Dispatch.IN_ORDER);
  }

  /** What a device holds for others; everything in it happens when it can. */
  public static Lane holding(int device) {
    String name = "device" + device + " holding";
    return new Lane(name, Kind.HOLDING, device, device, Dispatch.CONCURRENT);
  }

  /** The same lane, keeping the listed order; with several slots it has to choose, and stays. */
  public Lane inOrder() {
    return slots > 1 ? this : new Lane(name, kind, device, peer, Dispatch.IN_ORDER);
  }

  /** Whether this is a compute stream. */
  public boolean isCompute() {
    return kind == Kind.COMPUTE;
  }

  /** Whether this is a link. */
  public boolean isLink() {
    return kind == Kind.LINK;
  }
}
