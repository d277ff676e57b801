package watchpost.detector.graph;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import watchpost.detector.graph.ProtoMessage.Field;

/**
 * A constant of a graph.
 *
 * @param type element type, as {@link Onnx} numbers them
 * @param raw the numbers, little-endian, row-major from position 0; never written
 */
record Tensor(String name, List<Integer> dims, int type, ByteBuffer raw) {
    Tensor {
        dims = List.copyOf(dims);
    }

    /** What an initializer says; empty if its numbers are not in it, or are of a type that no rewriting reads. */
    static Optional<Tensor> read(ProtoMessage message) {
        int type = message.number(Onnx.TENSOR_TYPE).orElse(0L).intValue();
        List<Integer> dims =
                message.numbers(Onnx.TENSOR_DIMS).stream().map(Long::intValue).toList();
        ByteBuffer raw = message.bytes(Onnx.TENSOR_RAW);
        if (!raw.hasRemaining()) {
            raw = switch (type) {
                case Onnx.FLOAT -> joined(message, Onnx.TENSOR_FLOATS);
                case Onnx.UINT8, Onnx.INT8 -> packed(message, Byte.BYTES);
                case Onnx.INT32 -> packed(message, Integer.BYTES);
                default -> raw;
            };
        }
        long count = dims.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        boolean whole = raw.remaining() == count * size(type);
        return whole ? Optional.of(new Tensor(message.text(Onnx.TENSOR_NAME), dims, type, raw)) : Optional.empty();
    }

    /** A list of whole numbers. */
    static Tensor longs(String name, long... numbers) {
        ByteBuffer raw = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(numbers);
        return new Tensor(name, List.of(numbers.length), Onnx.INT64, raw);
    }

    ProtoMessage message() {
        return Onnx.tensor(name, dims, type, raw);
    }

    /** The number at this place. */
    float real(int at) {
        ByteBuffer numbers = raw.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case Onnx.FLOAT -> numbers.getFloat(at * Float.BYTES);
            case Onnx.UINT8 -> numbers.get(at) & 0xff;
            case Onnx.INT8 -> numbers.get(at);
            case Onnx.INT32 -> numbers.getInt(at * Integer.BYTES);
            case Onnx.INT64 -> numbers.getLong(at * Long.BYTES);
            default -> throw new IllegalArgumentException("a tensor of type " + type);
        };
    }

    /** Whether it is one number. */
    boolean isScalar() {
        return dims.isEmpty() || dims.equals(List.of(1));
    }

    /** Twice the same numbers, one after the other, along its only axis. */
    Tensor twice(String newName) {
        ByteBuffer two = ByteBuffer.allocate(2 * raw.remaining());
        two.put(raw.duplicate()).put(raw.duplicate()).flip();
        return new Tensor(newName, List.of(2 * dims.get(0)), type, two);
    }

    /** Bytes of a number; 0 for types that are not read. */
    private static int size(int type) {
        return switch (type) {
            case Onnx.UINT8, Onnx.INT8 -> Byte.BYTES;
            case Onnx.FLOAT, Onnx.INT32 -> Integer.BYTES;
            case Onnx.INT64 -> Long.BYTES;
            default -> 0;
        };
    }

    private static ByteBuffer joined(ProtoMessage message, int number) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Field field : message.fields()) {
            if (field.number() == number) {
                byte[] part = new byte[field.bytes().remaining()];
                field.bytes().get(field.bytes().position(), part);
                all.writeBytes(part);
            }
        }
        return ByteBuffer.wrap(all.toByteArray());
    }

    private static ByteBuffer packed(ProtoMessage message, int size) {
        List<Long> numbers = message.numbers(Onnx.TENSOR_INT32S);
        ByteBuffer packed = ByteBuffer.allocate(numbers.size() * size).order(ByteOrder.LITTLE_ENDIAN);
        for (long number : numbers) {
            if (size == Byte.BYTES) {
                packed.put((byte) number);
            } else {
                packed.putInt((int) number);
            }
        }
        return packed.flip();
    }
}
