package org.tillmesh.tools.zatca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.rules.Finding;
import org.tillmesh.zatca.rules.OfficialRules;
import org.tillmesh.zatca.rules.RuleGroup;
import org.tillmesh.zatca.verify.Check;
import org.tillmesh.zatca.verify.Verification;
import org.tillmesh.zatca.verify.Verifier;

/**
 * One file and what was found in it, group by group.
 *
 * @param unreadable why it could not be looked at at all; empty if it could
 * @param chained whether its place among other files was looked at
 */
record CheckedFile(Path file, String unreadable, List<Group> groups, boolean chained, String number, long icv) {
    /** A set of rules: passed unless one of its problems is an error. */
    record Group(String title, List<Problem> problems) {
        boolean passed() {
            return problems.stream().noneMatch(Problem::error);
        }

        long warnings() {
            return problems.stream().filter(p -> !p.error()).count();
        }
    }

    /** @param rule id of a published rule; empty for what only a computation shows */
    record Problem(boolean error, String rule, String text, String place) {}

    /** A document that was read, not yet looked at as part of a chain. */
    record Read(Path file, byte @Nullable [] xml, String unreadable, Verification alone) {
        long icv() {
            return alone.icv();
        }
    }

    boolean passed() {
        return unreadable.isEmpty() && groups.stream().allMatch(Group::passed);
    }

    boolean clean() {
        return passed() && groups.stream().allMatch(g -> g.problems().isEmpty());
    }

    static Read read(Path file, Verifier verifier) {
        try {
            byte[] xml = Files.readAllBytes(file);
            String why = notXml(xml);
            return new Read(file, why.isEmpty() ? xml : null, why, verifier.verify(xml));
        } catch (IOException e) {
            return new Read(file, null, why(file, e), verifier.verify(new byte[0]));
        }
    }

    private static String why(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return "There is no such file; check the name (looked in "
                    + file.toAbsolutePath().getParent() + ")";
        }
        if (e instanceof AccessDeniedException) {
            return "The file may not be read; change its permissions";
        }
        return Files.isDirectory(file)
                ? "This is a folder; name the XML files in it"
                : "The file cannot be read: " + e.getMessage();
    }

    /** Why these bytes are no XML document at all, in words; empty if they may be one. */
    private static String notXml(byte[] xml) {
        if (xml.length == 0) {
            return "The file is empty; an invoice is an XML document";
        }
        if (startsWith(xml, "%PDF-")) {
            return "This is a PDF; detach the XML that is embedded in it (for example: pdfdetach -saveall FILE)";
        }
        String head = new String(Arrays.copyOf(xml, Math.min(xml.length, 200)), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip();
        boolean wide = xml.length > 1 && (xml[0] == 0 || xml[1] == 0 || (xml[0] & 0xFF) >= 0xFE);
        if (!wide && !head.startsWith("<")) {
            return "This is no XML: it begins with \""
                    + head.substring(0, Math.min(30, head.length())).replaceAll("\\p{Cntrl}", "?")
                    + "\", an XML document with <";
        }
        return "";
    }

    private static boolean startsWith(byte[] bytes, String text) {
        byte[] head = text.getBytes(StandardCharsets.US_ASCII);
        return bytes.length >= head.length && Arrays.equals(Arrays.copyOf(bytes, head.length), head);
    }

    /** @param previous the document before it in the chain of the files given; null for the first or the only one */
    static CheckedFile check(Read read, @Nullable Read previous, boolean chained, Verifier verifier) {
        byte[] xml = read.xml();
        if (xml == null) {
            return new CheckedFile(read.file(), read.unreadable(), List.of(), chained, "", 0);
        }
        Verification found = read.alone();
        if (chained && previous != null) {
            found = verifier.verifyAfter(xml, previous.alone().hash(), previous.icv());
        } else if (chained && read.icv() == 1) {
            found = verifier.verifyAfter(xml, InvoiceHash.FIRST_PREVIOUS, 0);
        }
        List<String> document = found.problems(Check.DOCUMENT);
        if (found.hash().isEmpty()) {
            return new CheckedFile(read.file(), String.join("; ", document), List.of(), chained, "", 0);
        }
        var groups = new ArrayList<Group>();
        List<Finding> findings = OfficialRules.check(xml);
        for (RuleGroup rules : RuleGroup.values()) {
            groups.add(new Group(
                    rules.title(),
                    findings.stream()
                            .filter(f -> f.group() == rules)
                            .map(f -> new Problem(f.error(), f.rule(), f.text(), f.place()))
                            .toList()));
        }
        for (Check check : Check.values()) {
            List<String> problems = found.problems(check);
            boolean shown =
                    switch (check) {
                        case DOCUMENT -> !problems.isEmpty();
                        case CHAIN -> chained || !problems.isEmpty();
                        default -> true;
                    };
            if (shown) {
                groups.add(new Group(
                        check.title(),
                        problems.stream().map(p -> new Problem(true, "", p, "")).toList()));
            }
        }
        return new CheckedFile(read.file(), "", groups, chained, found.number(), found.icv());
    }
}
