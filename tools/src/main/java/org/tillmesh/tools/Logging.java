package org.tillmesh.tools;

import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sends the log to standard error, one line a record: standard output belongs to answers. */
final class Logging {
    private static final int MESSAGE_CHARS_MAX = 1_000;

    private Logging() {}

    static void toStandardError() {
        Logger root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        var console = new ConsoleHandler();
        console.setFormatter(new OneLine());
        console.setFilter(new SparingFilter());
        root.addHandler(console);
        root.setLevel(Level.parse(System.getProperty("tillmesh.log", "INFO")));
    }

    private static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord record) {
            String name = String.valueOf(record.getLoggerName());
            String message = formatMessage(record);
            if (message.length() > MESSAGE_CHARS_MAX) { // a stranger's bytes, for one
                message = message.substring(0, MESSAGE_CHARS_MAX) + " …";
            }
            var text = new StringBuilder()
                    .append(record.getInstant())
                    .append(' ')
                    .append(record.getLevel())
                    .append(' ')
                    .append(name.substring(name.lastIndexOf('.') + 1))
                    .append(' ')
                    .append(message)
                    .append('\n');
            for (Throwable t = record.getThrown(); t != null; t = t.getCause()) {
                text.append("  ").append(t).append('\n');
                for (StackTraceElement at : t.getStackTrace()) {
                    text.append("    at ").append(at).append('\n');
                }
            }
            return text.toString();
        }
    }
}
