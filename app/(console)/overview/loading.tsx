import { PageBones } from '@/components/shell/page-bones'

export default function Loading() {
  return <PageBones title="Overview" cards={2} />
}
