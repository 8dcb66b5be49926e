package org.tillmesh.tools.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tillmesh.zatca.verify.Verification;
import org.tillmesh.zatca.verify.Verifier;

/** The invoices of one till, from its first to its last: hash, signature, QR, counter and previous hash of each. */
public final class ChainCheck {
    private ChainCheck() {}

    /** @param byNumber receipt number → XML file, in the order of issue; @return in words, empty if all is right */
    public static List<String> problems(Map<String, Path> byNumber) throws IOException {
        var documents = new ArrayList<byte[]>();
        for (Path file : byNumber.values()) {
            documents.add(Files.readAllBytes(file));
        }
        List<Verification> verified = Verifier.ofAnySigner().verifyChain(documents);
        var problems = new ArrayList<String>();
        int i = 0;
        for (String number : byNumber.keySet()) {
            for (String problem : verified.get(i++).problems()) {
                problems.add("Invoice " + number + ": " + problem);
            }
        }
        return problems;
    }
}
