"""Gongkai (公开): a static archive of China's open government information annual reports."""
