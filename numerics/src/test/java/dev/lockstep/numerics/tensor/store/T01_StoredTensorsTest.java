package dev.lockstep.numerics.tensor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.layer.Tensors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tensors as bytes and back. */
class T01_StoredTensorsTest {

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE", "INT", "LONG", "BOOL"})
  void numbers_come_back_in_their_type(DataType type) throws Exception {
    INDArray tensor = Nd4j.createFromArray(0.0, 1, 2, 3, 4, 5).castTo(type).reshape(2, 3);
    INDArray back = again(List.of(tensor)).get(0);
    assertThat(back).isEqualTo(tensor).isNotSameAs(tensor);
    assertThat(back.dataType()).isEqualTo(type);
  }

  @Test
  void so_does_what_is_no_number() throws Exception {
    INDArray tensor =
        Nd4j.createFromArray(Float.NaN, Float.NEGATIVE_INFINITY, -0.0f, Float.MIN_VALUE);
    assertThat(again(List.of(tensor)).get(0).toFloatVector())
        .containsExactly(Float.NaN, Float.NEGATIVE_INFINITY, -0.0f, Float.MIN_VALUE);
  }

  @Test
  void a_single_number_and_none_have_their_shapes() throws Exception {
    List<INDArray> back = again(List.of(Nd4j.scalar(7.0), Nd4j.empty(DataType.FLOAT)));
    assertThat(back.get(0).rank()).isZero();
    assertThat(back.get(0).getDouble()).isEqualTo(7);
    assertThat(back.get(1).isEmpty()).isTrue();
    assertThat(back.get(1).dataType()).isEqualTo(DataType.FLOAT);
  }

  /** In columns, turned, and a part of a part: what later sums go along stays as it was. */
  @Test
  void tensors_lie_in_memory_as_they_did() throws Exception {
    INDArray whole = Nd4j.arange(24).castTo(DataType.DOUBLE).reshape(4, 6);
    INDArray part = Tensors.view(whole, 7, new long[] {3, 5}, new long[] {6, 1});
    INDArray inner = Tensors.view(part, 8, new long[] {2, 3}, new long[] {6, 1});
    List<INDArray> all = List.of(whole.dup('f'), whole.permute(1, 0), part, inner);
    List<INDArray> back = again(all);
    for (int i = 0; i < all.size(); i++) {
      assertThat(back.get(i)).isEqualTo(all.get(i));
      assertThat(back.get(i).stride()).containsExactly(all.get(i).stride());
      assertThat(back.get(i).ordering()).isEqualTo(all.get(i).ordering());
      assertThat(back.get(i).isView()).isEqualTo(all.get(i).isView());
      assertThat(back.get(i).closeable()).isEqualTo(all.get(i).closeable());
    }
  }

  @Test
  void what_was_one_stays_one() throws Exception {
    INDArray whole = Nd4j.arange(6).castTo(DataType.FLOAT);
    List<INDArray> back = again(List.of(whole, whole, whole.reshape(2, 3)));
    assertThat(back.get(1)).isSameAs(back.get(0));
    back.get(0).addi(10);
    assertThat(back.get(2).getFloat(1, 2)).isEqualTo(15);
    assertThat(whole.getFloat(5)).isEqualTo(5);
  }

  @Test
  void a_tensor_whose_memory_was_given_back_has_no_numbers() throws Exception {
    INDArray whole = Nd4j.ones(DataType.FLOAT, 6);
    INDArray other = whole.reshape(2, 3);
    whole.close();
    assertThat(again(List.of(whole, other))).allMatch(INDArray::isEmpty);
  }

  @Test
  void gradients_that_are_still_to_be_worked_out_are_then() throws Exception {
    INDArray weight = Nd4j.ones(DataType.DOUBLE, 2);
    Backward backward = new Backward(Nd4j.scalar(1.0), () -> List.of(weight.mul(3)));
    Backward back = (Backward) read(written(backward));
    assertThat(back.weightGradients().get().get(0).toDoubleVector()).containsExactly(3, 3);
  }

  @Test
  void what_no_run_is_made_of_is_refused() throws IOException {
    byte[] bytes = written(new File("elsewhere"));
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(InvalidClassException.class);
  }

  private record Several(List<INDArray> tensors) implements Serializable {}

  private static List<INDArray> again(List<INDArray> tensors) throws Exception {
    return ((Several) read(written(new Several(tensors)))).tensors();
  }

  private static byte[] written(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TensorOutput out = new TensorOutput(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes) throws Exception {
    try (TensorInput in = new TensorInput(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }
}
