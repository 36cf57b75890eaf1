package dev.lockstep.scenarios.scenario.section.model;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A transformer by its shape. What is absent is taken from the preset, if there is one, or from
 * what GPT has.
 *
 * @param preset a known model to start from
 * @param layers blocks
 * @param hidden width of the residual stream
 * @param heads attention heads
 * @param kvHeads heads of keys and values
 * @param headSize elements of a head
 * @param ffnHidden width of the feed-forward network
 * @param vocabulary tokens that are told apart
 * @param sequence tokens of a sample
 * @param experts experts of a mixture
 * @param activeExperts experts that each token is sent to
 * @param sharedExperts experts that every token passes
 * @param expertHidden width of an expert
 * @param denseLayers blocks at the input without experts
 * @param gated whether the feed-forward network has a gate
 * @param tiedEmbedding whether the head uses the weights of the embedding
 * @param causal whether a token sees only those before it
 * @param bias whether linear layers add a bias
 */
public record TransformerModel(
    @Key("a known model to start from") Optional<String> preset,
    @Key("blocks; needed without a preset") @Bounds(min = 1, max = 10_000) OptionalInt layers,
    @Key("width of the residual stream; needed without a preset") @Bounds(min = 1, max = 1e6)
        OptionalInt hidden,
    @Key("attention heads; hidden / 128 if absent") @Bounds(min = 1, max = 10_000)
        OptionalInt heads,
    @Key("heads of keys and values; as many as heads if absent") @Bounds(min = 1, max = 10_000)
        OptionalInt kvHeads,
    @Key("elements of a head; hidden / heads if absent") @Bounds(min = 1, max = 10_000)
        OptionalInt headSize,
    @Key("width of the feed-forward network; 4 x hidden if absent") @Bounds(min = 1, max = 1e7)
        OptionalInt ffnHidden,
    @Key("tokens that are told apart; 51200 if absent, 0 for blocks alone")
        @Bounds(min = 0, max = 1e8)
        OptionalInt vocabulary,
    @Key("tokens of a sample; 2048 if absent") @Bounds(min = 1, max = 1e8) OptionalInt sequence,
    @Key("experts of a mixture; none if absent") @Bounds(min = 1, max = 1e5) OptionalInt experts,
    @Key("experts that each token is sent to; 2 if absent") @Bounds(min = 1, max = 1e5)
        OptionalInt activeExperts,
    @Key("experts that every token passes; 0 if absent") @Bounds(min = 0, max = 1e5)
        OptionalInt sharedExperts,
    @Key("width of an expert; ffnHidden if absent") @Bounds(min = 1, max = 1e7)
        OptionalInt expertHidden,
    @Key("blocks at the input without experts; 0 if absent") @Bounds(min = 0, max = 10_000)
        OptionalInt denseLayers,
    @Key("three matrices in the feed-forward network instead of two; false if absent")
        Optional<Boolean> gated,
    @Key("the head uses the weights of the embedding; true if absent, false if gated")
        Optional<Boolean> tiedEmbedding,
    @Key("a token sees only those before it; true if absent") Optional<Boolean> causal,
    @Key("linear layers add a bias; true if absent, false if gated") Optional<Boolean> bias) {}
