package watchpost.alerts.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The few things that the outbox asks of its connection. Prepared statements are kept, but for those that failed: the driver finalizes
 * them, and they would fail for ever, long after there is room on the disk again.
 */
final class Db implements AutoCloseable {
    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Db(Connection connection) {
        this.connection = connection;
    }

    void script(String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Changes rows; returns how many. */
    int change(String sql, Object... values) throws SQLException {
        return use(PreparedStatement::executeUpdate, sql, values);
    }

    <T> List<T> list(String sql, Row<T> row, Object... values) throws SQLException {
        return use(
                statement -> {
                    List<T> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(row.read(rows));
                        }
                    }
                    return found;
                },
                sql,
                values);
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... values) throws SQLException {
        return use(
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
                    }
                },
                sql,
                values);
    }

    private <T> T use(Use<T> use, String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.remove(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
        }
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            T result = use.of(statement);
            statements.put(sql, statement);
            return result;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Writes the file anew without its empty pages. */
    void vacuum() throws SQLException {
        // to SQLite a kept statement that changed something is still running
        closeStatements();
        script("VACUUM");
    }

    private void closeStatements() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }

    @Override
    public void close() throws SQLException {
        closeStatements();
        connection.close();
    }
}
