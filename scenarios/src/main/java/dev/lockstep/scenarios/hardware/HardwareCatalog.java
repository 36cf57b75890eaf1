package dev.lockstep.scenarios.hardware;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.devices.hardware.ClusterModel;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.LinkModel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Every device, link and cluster that a scenario may name. The files are listed in {@code
 * index.json}, in the order in which lists print them.
 */
public final class HardwareCatalog {
  private final Names<DeviceModel> devices;
  private final Names<LinkModel> links;
  private final Names<ClusterModel> clusters;

  private HardwareCatalog() {
    JsonNode index = HardwareFile.resource("index.json");
    devices =
        new Names<>(
            "device",
            "list devices",
            all(index.get("devices"), "devices", DeviceReader::read),
            DeviceModel::name,
            DeviceModel::aliases);
    clusters =
        new Names<>(
            "cluster",
            "list clusters",
            all(index.get("clusters"), "clusters", ClusterReader::read),
            ClusterModel::name,
            ClusterModel::aliases);
    links = new Names<>("link", "list links", readLinks(), LinkModel::name, LinkModel::aliases);
  }

  /** The hardware that comes with this program; read when first asked for. */
  public static HardwareCatalog standard() {
    return Standard.CATALOG;
  }

  /** All devices. */
  public Collection<DeviceModel> devices() {
    return devices.all();
  }

  /** All kinds of links. */
  public Collection<LinkModel> links() {
    return links.all();
  }

  /** All kinds of clusters. */
  public Collection<ClusterModel> clusters() {
    return clusters.all();
  }

  /**
   * The device with this name or alias.
   *
   * @throws IllegalArgumentException in one line, naming the nearest name
   */
  public DeviceModel device(String name) {
    return devices.byName(name);
  }

  /**
   * The device with this name or alias, or, if the name has a slash or ends in {@code .json}, the
   * one that a file describes.
   *
   * @param folder what the file's path is relative to: the scenario's folder
   * @throws IllegalArgumentException in one line, if no device has this name
   * @throws HardwareException in one line, if the file cannot be used
   */
  public DeviceModel device(String nameOrPath, Path folder) {
    if (!nameOrPath.contains("/") && !nameOrPath.endsWith(".json")) {
      return device(nameOrPath);
    }
    try {
      Path file = folder.resolve(nameOrPath);
      return DeviceReader.read(file.toString(), HardwareFile.read(file));
    } catch (InvalidPathException e) {
      throw new HardwareException(
          nameOrPath, "", "can be no file's name", "Name a JSON file beside the scenario.");
    }
  }

  /**
   * The link with this name or alias.
   *
   * @throws IllegalArgumentException in one line, naming the nearest name
   */
  public LinkModel link(String name) {
    return links.byName(name);
  }

  /**
   * The cluster with this name or alias.
   *
   * @throws IllegalArgumentException in one line, naming the nearest name
   */
  public ClusterModel cluster(String name) {
    return clusters.byName(name);
  }

  private interface Reader<T> {
    T read(String file, JsonNode tree);
  }

  private static <T> List<T> all(JsonNode names, String folder, Reader<T> reader) {
    List<T> models = new ArrayList<>();
    for (JsonNode name : names) {
      String file = "%s/%s.json".formatted(folder, name.asText());
      models.add(reader.read(file, HardwareFile.resource(file)));
    }
    return models;
  }

  private static List<LinkModel> readLinks() {
    JsonNode file = HardwareFile.resource("links.json");
    List<LinkModel> models = new ArrayList<>();
    for (int i = 0; i < file.size(); i++) {
      models.add(LinkReader.read("links.json", "/" + i, file.get(i)));
    }
    return models;
  }

  /** Loaded when someone first names hardware. */
  private static final class Standard {
    static final HardwareCatalog CATALOG = new HardwareCatalog();
  }
}
