package dev.lockstep.scenarios.scenario.read;

import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalBoolean;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalInt;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalText;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalWord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.scenario.section.model.Granularity;
import dev.lockstep.scenarios.scenario.section.model.MlpModel;
import dev.lockstep.scenarios.scenario.section.model.ResNetModel;
import dev.lockstep.scenarios.scenario.section.model.VggModel;
import dev.lockstep.scenarios.scenario.section.model.VitModel;

/** Networks of images and vectors, from their trees. */
final class ImageModelBinding {

  private ImageModelBinding() {}

  static ResNetModel resnet(JsonNode node) {
    return new ResNetModel(
        node.get("depth").intValue(),
        optionalInt(node, "width"),
        optionalBoolean(node, "bottleneck"),
        optionalInt(node, "image"),
        optionalInt(node, "classes"),
        optionalWord(Granularity.class, node, "granularity"));
  }

  static VggModel vgg(JsonNode node) {
    return new VggModel(
        node.get("depth").intValue(),
        optionalBoolean(node, "batchNorm"),
        optionalInt(node, "image"),
        optionalInt(node, "classes"),
        optionalWord(Granularity.class, node, "granularity"));
  }

  static MlpModel mlp(JsonNode node) {
    return new MlpModel(
        node.get("depth").intValue(),
        node.get("width").intValue(),
        optionalInt(node, "inputs"),
        optionalInt(node, "classes"));
  }

  static VitModel vit(JsonNode node) {
    return new VitModel(
        optionalText(node, "preset"),
        optionalInt(node, "depth"),
        optionalInt(node, "width"),
        optionalInt(node, "heads"),
        optionalInt(node, "image"),
        optionalInt(node, "patch"),
        optionalInt(node, "classes"));
  }
}
