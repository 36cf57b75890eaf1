package dev.lockstep.scenarios.cli.calibrate;

import dev.lockstep.devices.calibration.network.FittedCurve;
import dev.lockstep.devices.calibration.network.HeldOut;
import dev.lockstep.devices.calibration.network.KnownLinks;
import dev.lockstep.devices.calibration.network.MeasuredCollective;
import dev.lockstep.devices.calibration.network.Residuals;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.collective.NodeNetwork;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.scenarios.kerneltable.NetworkFile;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Links inside a node, fitted collective by collective, and how far off they are on what was left
 * out.
 *
 * @param links which kind of links they are taken for
 * @param curves by collective
 * @param heldOut errors on measurements that the fit they are of has not seen, by collective and by
 *     what was left out
 */
record NodeCalibration(
    KnownLinks links, Map<Kind, FittedCurve> curves, Map<Kind, Map<String, Residuals>> heldOut) {

  /** Fewest numbers of ranks with which one can be left out. */
  private static final int RANK_COUNTS = 3;

  /**
   * Fits points; errors are those on other points, or, if there are none, those on every other size
   * by a fit on the sizes between.
   *
   * @param known which kind of links they are; empty: the kind that comes nearest
   * @throws IllegalArgumentException with fewer points of a collective than constants
   */
  static NodeCalibration of(
      Optional<KnownLinks> known,
      List<MeasuredCollective> fitted,
      List<MeasuredCollective> others) {
    KnownLinks links = known.orElseGet(() -> KnownLinks.nearest(fitted));
    Map<Kind, List<MeasuredCollective>> byKind = byKind(fitted);
    Map<Kind, List<MeasuredCollective>> othersByKind = byKind(others);
    Map<Kind, FittedCurve> curves = new EnumMap<>(Kind.class);
    Map<Kind, Map<String, Residuals>> heldOut = new EnumMap<>(Kind.class);
    byKind.forEach(
        (kind, points) -> {
          FittedCurve curve = links.fit().fit(points);
          List<MeasuredCollective> left = othersByKind.getOrDefault(kind, List.of());
          Map<String, Residuals> errors = new LinkedHashMap<>();
          if (left.isEmpty()) {
            everyOtherSize(links, points).ifPresent(found -> errors.put("everyOtherSize", found));
          } else {
            errors.put("heldOut", curve.on(left));
          }
          errors.putAll(ranks(links, points, left));
          curves.put(kind, curve);
          heldOut.put(kind, errors);
        });
    return new NodeCalibration(links, curves, heldOut);
  }

  /** The links as a model. */
  NodeNetwork node() {
    Map<Kind, LinkCurve> constants = new EnumMap<>(Kind.class);
    curves.forEach((kind, curve) -> constants.put(kind, curve.curve()));
    return new NodeNetwork(
        constants,
        curves.values().stream().flatMap(curve -> curve.inSwitch().stream()).findFirst(),
        Optional.empty());
  }

  /** A line for each collective and each of its errors. */
  String text() {
    StringBuilder text = new StringBuilder();
    curves.forEach(
        (kind, fitted) -> {
          text.append(
              String.format(
                  Locale.ROOT,
                  "%-14s %4d points, links as %s: %.4g GB/s, %.4g us a step%n",
                  NetworkFile.word(kind),
                  fitted.residuals().count(),
                  links.title(),
                  fitted.curve().bandwidthBytesPerSecond() / 1e9,
                  fitted.curve().stepSeconds() * 1e6));
          text.append(row("fitted", fitted.residuals()));
          heldOut.get(kind).forEach((what, errors) -> text.append(row(title(what), errors)));
        });
    return text.toString();
  }

  private static String title(String what) {
    return switch (what) {
      case "everyOtherSize" -> "every other size, not fitted";
      case "heldOut" -> "rows not fitted";
      default -> "%s ranks, by a fit on the others".formatted(what.replace("ranks", ""));
    };
  }

  static String row(String what, Residuals errors) {
    return String.format(
        Locale.ROOT,
        "  %-32s %4d points, median %5.1f %%, mean %5.1f %%, worst %5.1f %%%n",
        what,
        errors.count(),
        100 * errors.median(),
        100 * errors.mean(),
        100 * errors.worst());
  }

  /** Empty where too few sizes are left to fit. */
  private static Optional<Residuals> everyOtherSize(
      KnownLinks links, List<MeasuredCollective> points) {
    try {
      return Optional.of(HeldOut.everyOtherSize(points, links.fit()::fit))
          .filter(errors -> errors.count() > 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Residuals> ranks(
      KnownLinks links, List<MeasuredCollective> fitted, List<MeasuredCollective> others) {
    TreeSet<Integer> counts = new TreeSet<>();
    fitted.forEach(point -> counts.add(point.ranks()));
    Map<String, Residuals> errors = new LinkedHashMap<>();
    if (counts.size() >= RANK_COUNTS) {
      for (int count : counts) {
        errors.put("ranks" + count, HeldOut.ranks(fitted, others, count, links.fit()::fit));
      }
    }
    return errors;
  }

  private static Map<Kind, List<MeasuredCollective>> byKind(List<MeasuredCollective> points) {
    return points.stream()
        .collect(
            Collectors.groupingBy(
                MeasuredCollective::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()));
  }
}
