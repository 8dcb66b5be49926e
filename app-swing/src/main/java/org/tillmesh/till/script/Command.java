package org.tillmesh.till.script;

import java.util.List;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.Progress;

/**
 * One command: its name, what it takes, and a record that is its answer beside {@code ok}.
 *
 * @param answer a record type; its components are the answer's fields
 */
record Command(String name, String about, List<Field> fields, Class<? extends Record> answer, Work work) {
    /** Does it. The result is of the command's answer type. */
    @FunctionalInterface
    interface Work {
        Record on(Till till, Arguments in, Progress progress);
    }

    static Command of(String name, String about, Class<? extends Record> answer, Work work, Field... fields) {
        return new Command(name, about, List.of(fields), answer, work);
    }
}
