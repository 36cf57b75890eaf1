package dev.lockstep.core.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Devices at the leaves of trees of switches. A transfer climbs from its sender to the first switch
 * that is also above its receiver, and descends from there. Where several trees hold both devices
 * the first of them is taken: first those of the nodes, say, then that of the network.
 */
public final class SwitchTrees implements Topology {

  /** In place of a link's id where a way takes no link. */
  public static final int NO_LINK = -1;

  private static final int NONE = -1;

  private final int devices;
  private final List<NamedLink> links;
  private final List<Tree> trees;

  private SwitchTrees(Builder builder) {
    this.devices = builder.devices;
    this.links = List.copyOf(builder.links);
    this.trees = List.copyOf(builder.trees);
  }

  /** Trees for so many devices, to be written down. */
  public static Builder of(int devices) {
    return new Builder(devices);
  }

  @Override
  public List<NamedLink> links() {
    return links;
  }

  @Override
  public int mostDevices() {
    return devices;
  }

  @Override
  public int[] route(int from, int to) {
    return trees.stream()
        .flatMap(tree -> tree.route(from, to).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nothing connects device %d with device %d".formatted(from, to)));
  }

  /** Writes links and trees down. Links may be part of several trees. */
  public static final class Builder {

    private final int devices;
    private final List<NamedLink> links = new ArrayList<>();
    private final List<Tree> trees = new ArrayList<>();

    private Builder(int devices) {
      this.devices = devices;
    }

    /** A further link; its id. */
    public int link(String name, Link link) {
      links.add(new NamedLink(name, link));
      return links.size() - 1;
    }

    /** A further tree, asked after those before it. It may also be several trees side by side. */
    public Tree tree() {
      Tree tree = new Tree(devices);
      trees.add(tree);
      return tree;
    }

    /** The topology. */
    public SwitchTrees build() {
      return new SwitchTrees(this);
    }
  }

  /** One tree while it is written down: places are the devices by their index, then switches. */
  public static final class Tree {

    private final List<Integer> parent;
    private final List<Integer> up;
    private final List<Integer> down;

    private Tree(int devices) {
      this.parent = nothing(devices);
      this.up = nothing(devices);
      this.down = nothing(devices);
    }

    /** A further switch; its place. */
    public int addSwitch() {
      Stream.of(parent, up, down).forEach(column -> column.add(NONE));
      return parent.size() - 1;
    }

    /** Hangs a device or switch below a switch without any link between: they are one. */
    public void join(int child, int above) {
      connect(child, above, NO_LINK, NO_LINK);
    }

    /**
     * Hangs a device or switch below a switch.
     *
     * @param upLink id of the link to the switch, or {@link #NO_LINK}
     * @param downLink id of the link from it, or {@link #NO_LINK}
     * @throws IllegalArgumentException if it hangs below another one already
     */
    public void connect(int child, int above, int upLink, int downLink) {
      if (parent.get(child) != NONE) {
        throw new IllegalArgumentException(
            "place %d hangs below %d and cannot hang below %d too"
                .formatted(child, parent.get(child), above));
      }
      parent.set(child, above);
      up.set(child, upLink);
      down.set(child, downLink);
    }

    private Optional<int[]> route(int from, int to) {
      List<Integer> fromPath = pathUp(from);
      List<Integer> toPath = pathUp(to);
      int top = 0;
      while (top < fromPath.size() && !toPath.contains(fromPath.get(top))) {
        top++;
      }
      if (top == fromPath.size()) {
        return Optional.empty();
      }
      List<Integer> route = new ArrayList<>();
      fromPath.subList(0, top).forEach(place -> route.add(up.get(place)));
      for (int i = toPath.indexOf(fromPath.get(top)) - 1; i >= 0; i--) {
        route.add(down.get(toPath.get(i)));
      }
      return Optional.of(
          route.stream().mapToInt(Integer::intValue).filter(link -> link != NO_LINK).toArray());
    }

    private List<Integer> pathUp(int place) {
      List<Integer> path = new ArrayList<>();
      for (int at = place; at != NONE; at = parent.get(at)) {
        path.add(at);
      }
      return path;
    }

    private static List<Integer> nothing(int devices) {
      return new ArrayList<>(IntStream.range(0, devices).mapToObj(d -> NONE).toList());
    }
  }
}
