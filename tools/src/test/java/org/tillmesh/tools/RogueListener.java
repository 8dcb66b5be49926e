package org.tillmesh.tools;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A program that takes calls at a port, says nonsense and hangs up; prints a line a call. Stops when it is ended. */
final class RogueListener {
    private RogueListener() {}

    public static void main(String[] arguments) throws IOException {
        try (var listening = new ServerSocket(Integer.parseInt(arguments[0]))) {
            while (!Thread.currentThread().isInterrupted()) {
                try (Socket call = listening.accept()) {
                    System.out.println("call " + call.getInetAddress());
                    call.getOutputStream().write("nonsense".repeat(100).getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    System.out.println("hung up: " + e.getMessage());
                }
            }
        }
    }
}
