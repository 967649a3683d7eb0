"""The cluster engine: an OpenSearch index behind an alias, searched with the same terms as the embedded one."""

from indexer.engines.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
