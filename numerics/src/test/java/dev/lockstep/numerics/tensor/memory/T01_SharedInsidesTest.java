package dev.lockstep.numerics.tensor.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.TensorThreads;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** What would wait for the garbage collector is made once and used again. */
class T01_SharedInsidesTest {

  @BeforeAll
  static void before() {
    TensorThreads.useOne();
  }

  @Test
  void tensorsOfOneShapeShareItsDescription() {
    INDArray one = Nd4j.create(DataType.FLOAT, 3, 4);
    INDArray other = Nd4j.createUninitialized(DataType.FLOAT, new long[] {3, 4}, 'c');
    assertThat(other.shapeInfoDataBuffer()).isSameAs(one.shapeInfoDataBuffer());
    assertThat(one.transpose().transpose().shapeInfoDataBuffer())
        .isSameAs(one.shapeInfoDataBuffer());
  }

  @Test
  void otherShapesTypesAndOrdersHaveTheirOwn() {
    INDArray one = Nd4j.create(DataType.FLOAT, 3, 4);
    assertThat(Nd4j.create(DataType.DOUBLE, 3, 4).shapeInfoDataBuffer())
        .isNotEqualTo(one.shapeInfoDataBuffer());
    assertThat(Nd4j.create(DataType.FLOAT, 4, 3).shape()).containsExactly(4, 3);
    assertThat(Nd4j.create(DataType.FLOAT, new long[] {3, 4}, 'f').ordering()).isEqualTo('f');
    assertThat(one.transpose().shape()).containsExactly(4, 3);
    assertThat(Nd4j.empty(DataType.FLOAT).isEmpty()).isTrue();
  }

  @Test
  void aSharedDescriptionOutlivesItsTensors() {
    Nd4j.create(DataType.FLOAT, 5, 7).close();
    INDArray next = Nd4j.ones(DataType.FLOAT, 5, 7);
    assertThat(next.sumNumber().intValue()).isEqualTo(35);
  }

  @Test
  void argumentsOfAnOperationAreNotThoseOfTheOneBefore() {
    INDArray rows = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
    for (int again = 0; again < 3; again++) {
      assertThat(sum(rows, 0).toFloatVector()).containsExactly(5, 7, 9);
      assertThat(sum(rows, 1).toFloatVector()).containsExactly(6, 15);
      assertThat(sum(rows).getFloat(0)).isEqualTo(21);
    }
  }

  /** Sums over dimensions, or over all if none is named. */
  private static INDArray sum(INDArray tensor, int... dimensions) {
    INDArray result =
        dimensions.length == 0
            ? Nd4j.scalar(DataType.FLOAT, 0)
            : Nd4j.create(DataType.FLOAT, tensor.size(1 - dimensions[0]));
    CustomOp operation =
        DynamicCustomOp.builder("reduce_sum")
            .addInputs(tensor)
            .addOutputs(result)
            .addIntegerArguments(dimensions)
            .build();
    Nd4j.exec(operation);
    return result;
  }

  @Test
  void anOperationThatFailsLeavesNothingForTheNext() {
    INDArray two = Nd4j.ones(DataType.FLOAT, 2, 2);
    INDArray three = Nd4j.ones(DataType.FLOAT, 3, 3);
    assertThatThrownBy(() -> two.mmul(three)).isInstanceOf(RuntimeException.class);
    INDArray out = Nd4j.create(DataType.FLOAT, 2, 2);
    DynamicCustomOp wrong =
        DynamicCustomOp.builder("matmul").addInputs(two, three).addOutputs(out).build();
    assertThatThrownBy(() -> Nd4j.exec(wrong)).isInstanceOf(RuntimeException.class);
    assertThat(two.add(two).sumNumber().intValue()).isEqualTo(8);
    assertThat(two.mmul(two).sumNumber().intValue()).isEqualTo(8);
  }
}
