package dev.lockstep.scenarios.validation.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.validation.accuracy.Standing;
import dev.lockstep.scenarios.validation.row.MeasuredRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Templates for tables of other projects, each with two rows in the layout that its head names. */
class T03_TemplatesTest {

  private static final Path TEMPLATES = Path.of("validation-templates");

  private static final String VTRAIN =
      """
      row_id,gpus,global_batch_seq,micro_batch_seq,hidden,heads,layers,seq_len,tp,dp,pp,iter_time_ms
      x-0011,2,16,8,1024,16,24,1024,1,1,2,1000
      x-0012,2,16,8,1024,16,24,1024,1,1,2,1000
      """;
  private static final String SIMUMAX =
      """
      row_id,case,model,layers,tp,cp,ep,pp,dp,micro_batch,num_microbatches,seq_len,real_step_ms,real_alloc_GiB
      x-01,c,llama3-70b,12,2,1,1,1,4,1,4,4096,1000,60
      x-02,c,deepseekv2,4,1,1,8,1,8,1,4,4096,1000,40
      """;
  private static final String LAYERS =
      """
      model,device,batch,forward_ms,backward_ms,mem_param_MiB,mem_act_MiB
      bert-large,v100,2,1.5,2.5,48,16
      t5-base,p100,4,1.5,2.5,48,16
      """;

  private static final String PRODUCTS =
      """
      system,dtype,m,n,k,time_us
      a100_sxm,bf16,1024,1024,4096,50
      h200_sxm,bf16,1024,1024,4096,50
      """;
  private static final String COLLECTIVES =
      """
      system,device,op,gpus,size_bytes,time_us,time_us_oop
      a100_sxm,A100,all_reduce,8,1048576,50,50
      h100_sxm,V100,all_reduce,4,1048576,50,50
      """;
  private static final String SPEED_UPS =
      """
      row,base,machines,replicas,speedup
      one,,1,[1],
      x-4,one,4,[2 1 1],3
      """;

  /** By the name that a template gives to its table. */
  private static final Map<String, String> TABLES =
      Map.of(
          "vtrain_single_node.csv", VTRAIN,
          "vtrain_multi_node.csv", VTRAIN,
          "simumax_b200_real.csv", SIMUMAX,
          "transformer_layer_profiles_p100_v100_rtx3090.csv", LAYERS,
          "gemm-aiconfigurator.csv", PRODUCTS,
          "collectives-aiconfigurator.csv", COLLECTIVES,
          "collectives-vtrain.csv", COLLECTIVES,
          "pipedream-speedups.csv", SPEED_UPS);

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> every_template_reads_and_predicts_its_table() throws IOException {
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  @Test
  void even_rows_are_for_fitting() throws IOException {
    List<MeasuredRow> rows = rows(TEMPLATES.resolve("vtrain-single-node.yaml"));

    assertThat(rows)
        .extracting(MeasuredRow::standing)
        .containsExactly(Standing.UNFITTED, Standing.FITTED);
  }

  private void check(Path template) throws IOException {
    assertThat(rows(template))
        .hasSize(2)
        .allSatisfy(
            row ->
                row.measured()
                    .keySet()
                    .forEach(
                        figure -> assertThat(row.subject().predict().figure(figure)).isPresent()));
  }

  private List<MeasuredRow> rows(Path template) throws IOException {
    Path file = folder.resolve(template.getFileName());
    Files.copy(template, file);
    for (Map.Entry<String, String> table : TABLES.entrySet()) {
      Files.writeString(folder.resolve(table.getKey()), table.getValue());
    }
    FamilyRows family = FamilyFile.read(file);
    assertThat(family.rows().problems()).isEmpty();
    return family.rows().rows();
  }
}
