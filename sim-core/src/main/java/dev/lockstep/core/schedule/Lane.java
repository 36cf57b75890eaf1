package dev.lockstep.core.schedule;

/**
 * One execution resource: a device's compute stream, its collective stream, or the link from one
 * device to another.
 *
 * @param name what messages and pictures call it
 * @param kind compute stream, collective stream or link
 * @param device the device it belongs to; a link's sender
 * @param peer a link's receiver; the device itself for the other lanes
 * @param dispatch how it chooses its next task
 */
public record Lane(String name, Kind kind, int device, int peer, Dispatch dispatch) {

  /** What sort of resource a lane is. */
  public enum Kind {
    /** A device's compute stream. */
    COMPUTE,
    /** A directed link between two devices. */
    LINK,
    /** A device's part in collectives, beside its compute stream. */
    COLLECTIVE,
    /** What a device holds for others, beside its compute stream; takes no time. */
    HOLDING
  }

  /** The compute stream of a device. */
  public static Lane compute(int device, Dispatch dispatch) {
    return new Lane("device" + device, Kind.COMPUTE, device, device, dispatch);
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

  /** What a device holds for others; everything in it happens when it can. */
  public static Lane holding(int device) {
    String name = "device" + device + " holding";
    return new Lane(name, Kind.HOLDING, device, device, Dispatch.CONCURRENT);
  }

  /** The same lane, keeping the listed order. */
  public Lane inOrder() {
    return new Lane(name, kind, device, peer, Dispatch.IN_ORDER);
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
