package org.tillmesh.reports.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tillmesh.reports.query.ReportException;
import org.tillmesh.reports.query.ReportRefusal;

/** A file that is written whole or not at all, and that replaces none. */
public final class NewFile {
    private NewFile() {}

    /** What writes it. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** @throws ReportException if there is one of that name, or none can be written */
    public static void write(Path file, Content content) {
        boolean isMade = false;
        boolean isWhole = false;
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            isMade = true;
            content.writeTo(out);
            out.flush();
            isWhole = true;
        } catch (FileAlreadyExistsException e) {
            throw new ReportException(ReportRefusal.FILE_EXISTS, file);
        } catch (IOException e) {
            throw new ReportException(ReportRefusal.FILE_NOT_WRITTEN, file);
        } finally {
            if (isMade && !isWhole) {
                drop(file);
            }
        }
    }

    private static void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
