package watchpost.detector.graph;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A protocol buffer message as its wire format has it: fields by number, in order, nested messages left as bytes until someone looks
 * into them. Enough to edit a graph without a generated class for each message. Immutable.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the wire format</a>
 */
record ProtoMessage(List<Field> fields) {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    /** One field: {@code number} for wire type 0, {@code bytes} (a view, never written) for the other types. */
    record Field(int number, int type, long varint, ByteBuffer bytes) {}

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    static final ProtoMessage EMPTY = new ProtoMessage(List.of());

    ProtoMessage {
        fields = List.copyOf(fields);
    }

    /**
     * Splits a message into its fields.
     *
     * @throws IllegalArgumentException if the bytes are no protocol buffer message
     */
    static ProtoMessage parse(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice();
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = readVarint(in);
            int number = (int) (tag >>> 3);
            int type = (int) (tag & 7);
            if (number < 1 || tag >>> 32 != 0) {
                throw new IllegalArgumentException("field number " + number);
            }
            fields.add(
                    switch (type) {
                        case VARINT -> new Field(number, type, readVarint(in), NOTHING);
                        case FIXED64 -> new Field(number, type, 0, cut(in, Long.BYTES));
                        case BYTES -> new Field(number, type, 0, cut(in, readVarint(in)));
                        case FIXED32 -> new Field(number, type, 0, cut(in, Integer.BYTES));
                        default -> throw new IllegalArgumentException("wire type " + type);
                    });
        }
        return new ProtoMessage(fields);
    }

    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : fields) {
            writeVarint(out, (long) field.number() << 3 | field.type());
            if (field.type() == VARINT) {
                writeVarint(out, field.varint());
            } else {
                if (field.type() == BYTES) {
                    writeVarint(out, field.bytes().remaining());
                }
                byte[] copy = new byte[field.bytes().remaining()];
                field.bytes().get(field.bytes().position(), copy);
                out.writeBytes(copy);
            }
        }
        return out.toByteArray();
    }

    /** The nested messages with this number, in order. */
    List<ProtoMessage> messages(int number) {
        return fields.stream()
                .filter(f -> f.number() == number && f.type() == BYTES)
                .map(f -> parse(f.bytes()))
                .toList();
    }

    /** The nested message with this number; if there are more, the last counts, as everywhere in protocol buffers. */
    Optional<ProtoMessage> message(int number) {
        List<ProtoMessage> all = messages(number);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    List<String> texts(int number) {
        return fields.stream()
                .filter(f -> f.number() == number && f.type() == BYTES)
                .map(f -> StandardCharsets.UTF_8.decode(f.bytes().slice()).toString())
                .toList();
    }

    /** The text with this number, empty if there is none. */
    String text(int number) {
        List<String> all = texts(number);
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    /** The raw bytes with this number, empty if there are none. */
    ByteBuffer bytes(int number) {
        return fields.stream()
                .filter(f -> f.number() == number && f.type() == BYTES)
                .map(f -> f.bytes().slice())
                .reduce(NOTHING, (first, second) -> second);
    }

    /** The number in this field, empty if it is not there. */
    Optional<Long> number(int number) {
        return fields.stream()
                .filter(f -> f.number() == number && f.type() == VARINT)
                .map(Field::varint)
                .reduce((first, second) -> second);
    }

    /** All numbers in this field, which may be one after the other or packed together. */
    List<Long> numbers(int number) {
        List<Long> numbers = new ArrayList<>();
        for (Field field : fields) {
            if (field.number() == number && field.type() == VARINT) {
                numbers.add(field.varint());
            } else if (field.number() == number && field.type() == BYTES) {
                ByteBuffer packed = field.bytes().slice();
                while (packed.hasRemaining()) {
                    numbers.add(readVarint(packed));
                }
            }
        }
        return numbers;
    }

    /** The bytes of a field of fixed width, empty if it is not there. */
    Optional<ByteBuffer> fixed(int number) {
        return fields.stream()
                .filter(f -> f.number() == number && (f.type() == FIXED32 || f.type() == FIXED64))
                .map(f -> f.bytes().slice())
                .reduce((first, second) -> second);
    }

    ProtoMessage with(int number, long value) {
        return plus(new Field(number, VARINT, value, NOTHING));
    }

    ProtoMessage with(int number, String text) {
        return with(number, StandardCharsets.UTF_8.encode(text));
    }

    ProtoMessage with(int number, ProtoMessage nested) {
        return with(number, ByteBuffer.wrap(nested.toBytes()));
    }

    ProtoMessage with(int number, ByteBuffer bytes) {
        return plus(new Field(number, BYTES, 0, bytes.slice()));
    }

    /** Without any field of this number. */
    ProtoMessage without(int number) {
        return new ProtoMessage(
                fields.stream().filter(f -> f.number() != number).toList());
    }

    /** Without the nested messages of this number that match. */
    ProtoMessage withoutMessages(int number, Predicate<ProtoMessage> unwanted) {
        return new ProtoMessage(fields.stream()
                .filter(f -> f.number() != number || !unwanted.test(parse(f.bytes())))
                .toList());
    }

    /** With each nested message of this number replaced by what {@code edit} makes of it. */
    ProtoMessage editing(int number, UnaryOperator<ProtoMessage> edit) {
        return new ProtoMessage(fields.stream()
                .map(f -> f.number() == number ? edited(f, edit) : f)
                .toList());
    }

    private static Field edited(Field field, UnaryOperator<ProtoMessage> edit) {
        ProtoMessage after = edit.apply(parse(field.bytes()));
        return new Field(field.number(), BYTES, 0, ByteBuffer.wrap(after.toBytes()));
    }

    private ProtoMessage plus(Field field) {
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return new ProtoMessage(more);
    }

    private static ByteBuffer cut(ByteBuffer in, long length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a field of " + length + " bytes where " + in.remaining() + " are left");
        }
        ByteBuffer cut = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return cut;
    }

    private static long readVarint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!in.hasRemaining()) {
                throw new IllegalArgumentException("the message ends inside a number");
            }
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }

    private static void writeVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
