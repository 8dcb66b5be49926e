package org.tillmesh.replication.security;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a folder for its owner alone: customers, sales and keys are nobody else's. */
public final class OwnerOnly {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /**
     * Makes the folder if it is not there, for its owner alone. Of one that is there, and empty or TillMesh's, it takes away
     * what others may; a folder of other things is left as it is. What can't be done is in the log: whoever opens the folder
     * says what that means.
     */
    public static void keep(Path folder) {
        try {
            if (!Files.exists(folder)) {
                make(folder);
            } else if (Files.getFileStore(folder).supportsFileAttributeView("posix") && isOurs(folder)) {
                boolean wasOpen = take(folder.toRealPath());
                Files.walkFileTree(folder.toRealPath(), new Taking());
                if (wasOpen) {
                    LOG.warn("The folder {} was open to others on this machine; now it is to its owner alone", folder);
                }
            }
        } catch (IOException e) {
            LOG.warn("The folder {} can't be made its owner's alone: {}", folder, e.toString());
        }
    }

    private static void make(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException e) {
            Files.createDirectory(folder); // no POSIX rights here; those of the folder above apply
        }
    }

    private static boolean isOurs(Path folder) throws IOException {
        if (KeyRing.exists(folder) || Files.exists(folder.resolve("format"))) {
            return true;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    /** Whether others had a right to it. */
    private static boolean take(Path path) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
        if (OWNERS.containsAll(rights)) {
            return false;
        }
        rights.retainAll(OWNERS);
        Files.setPosixFilePermissions(path, rights);
        return true;
    }

    /** What is renamed or deleted meanwhile is passed over, and links lead nowhere. */
    private static final class Taking extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return visitFile(folder, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            try {
                if (!attributes.isSymbolicLink()) {
                    take(file);
                }
            } catch (IOException e) {
                return visitFileFailed(file, e);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (!(e instanceof NoSuchFileException)) {
                LOG.warn("What others may do with {} can't be taken away: {}", file, e.toString());
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
